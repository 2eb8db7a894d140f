import time


def produce(file):
    time.sleep(60)
    yield {}
