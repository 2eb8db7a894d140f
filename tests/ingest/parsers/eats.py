def produce(data: bytes):
    yield {"rows": [len(bytearray(1 << 31))]}
