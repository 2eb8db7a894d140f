import time


def produce(data: bytes):
    time.sleep(60)
    yield {}
