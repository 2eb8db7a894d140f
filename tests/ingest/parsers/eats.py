def produce(file):
    yield {"rows": [len(bytearray(1 << 31))]}
