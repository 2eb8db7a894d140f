import os


def produce(data: bytes):
    yield {"size": len(data), "process": os.getpid()}
    yield {}
