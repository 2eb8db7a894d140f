from engine.ingest.sandbox import HelperRefused


def produce(file):
    raise HelperRefused("workbook_damaged")
    yield {}
