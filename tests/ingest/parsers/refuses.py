from engine.ingest.sandbox import HelperRefused


def produce(data: bytes):
    raise HelperRefused("workbook_damaged")
    yield {}
