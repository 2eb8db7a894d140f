import os


def produce(file):
    yield {"size": len(file.read()), "process": os.getpid()}
    yield {}
