def produce(file, offset):
    file.seek(offset)
    number = 0
    while block := file.read(300_000):
        yield {"number": number, "content": block}
        number += 1
