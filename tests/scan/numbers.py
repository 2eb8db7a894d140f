"""Invented numbers with valid check digits, computed here so that no real one stands in the tests."""

from engine.scan.checks.devices import imei
from engine.scan.checks.documents import hk_id, resident_id
from engine.scan.checks.finance import bank_card, iban, uscc
from engine.scan.checks.national import eu_national_id, eu_national_number, national_number_with_birth, tw_id

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _first(candidates, check):
    return next(c for c in candidates if check(c))


def _wide(text):
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


CN_ID = _first((f"11010519900101123{d}" for d in "0123456789X"), resident_id)
CN_ID_WRONG = CN_ID[:16] + str((int(CN_ID[16]) + 1) % 10) + CN_ID[17]
CARD = _first((f"622588123456789{d}" for d in "0123456789"), bank_card)
CARD_WRONG = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
HK_ID = _first((f"Z683365({d})" for d in "0123456789A"), hk_id)
HK_ID_WRONG = f"Z683365({'1' if HK_ID[-2] != '1' else '2'})"
IBAN = _first((f"GB{n:02d}NWBK60161331926819" for n in range(2, 99)), iban)
IBAN_WRONG = f"GB{(int(IBAN[2:4]) + 1) % 97:02d}{IBAN[4:]}"
USCC = _first((f"91310115MA1K2B3C4{c}" for c in _USCC), uscc)
USCC_WRONG = USCC[:-1] + ("A" if USCC[-1] != "A" else "B")

TW_ID = _first((f"A12345678{d}" for d in "0123456789"), tw_id)
ES_DNI = _first((f"12345678{c}" for c in "ABCDEFGHJKLMNPQRSTVWXYZ"), eu_national_id)
PL_PESEL = _first((f"9003051234{d}" for d in "0123456789"), eu_national_number)
IMEI = _first((f"35692108123456{d}" for d in "0123456789"), imei)


def _other(value):
    """The value with another last digit or letter."""
    return value[:-1] + ("1" if value[-1] == "2" else "2" if value[-1].isdigit() else "A" if value[-1] != "A" else "B")


PLACEHOLDERS = {
    "tw_id": TW_ID,
    "tw_id_wrong": _other(TW_ID),
    "es_dni": ES_DNI,
    "es_dni_dashed": f"{ES_DNI[:8]}-{ES_DNI[8]}",
    "es_dni_wrong": _other(ES_DNI),
    "es_nie": _first((f"X1234567{c}" for c in "ABCDEFGHJKLMNPQRSTVWXYZ"), eu_national_id),
    "it_cf": _first((f"RSSMRA85M01H501{c}" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), eu_national_id),
    "fi_hetu": _first((f"131052-308{c}" for c in "0123456789ABCDEFHJKLMNPRSTUVWXY"), eu_national_id),
    "pl_pesel": PL_PESEL,
    "pl_pesel_wrong": _other(PL_PESEL),
    "se_pnr": _first((f"900305-123{d}" for d in "0123456789"), eu_national_number),
    "de_idnr": _first((f"8609574271{d}" for d in "0123456789"), eu_national_number),
    "nl_bsn": _first((f"12345678{d}" for d in "0123456789"), eu_national_number),
    "fr_nir": _first((f"1900375123456{n:02d}" for n in range(1, 98)), eu_national_number),
    "be_nn": _first((f"900305123{n:02d}" for n in range(1, 98)), eu_national_number),
    "se_order": _first((f"260305-123{d}" for d in "0123456789"), eu_national_number),
    "fr_nir_spaced": _first((f"1 90 03 75 123 456 {n:02d}" for n in range(1, 98)), eu_national_number),
    "be_nn_dotted": _first((f"90.03.05-123.{n:02d}" for n in range(1, 98)), eu_national_number),
    "ro_cnp": _first((f"286021940721{d}" for d in "0123456789"), national_number_with_birth),
    "cz_rc": _first((f"865712/{n:04d}" for n in range(7400, 7500)), national_number_with_birth),
    "imei": IMEI,
    "imei_grouped": f"{IMEI[:2]} {IMEI[2:8]} {IMEI[8:14]} {IMEI[14]}",
    "imei_wrong": _other(IMEI),
    "card_odd": f"{CARD[:4]} {CARD[4:10]} {CARD[10:12]} {CARD[12:]}",
    "cn_id": CN_ID,
    "cn_id_spaced": f"{CN_ID[:6]} {CN_ID[6:14]} {CN_ID[14:]}",
    "cn_id_wide": _wide(CN_ID),
    "cn_id_dashed": f"{CN_ID[:6]}-{CN_ID[6:14]}-{CN_ID[14:]}",
    "cn_id_misread": CN_ID.replace("0", "O", 2).replace("1", "l", 1),
    "cn_id_wrong": CN_ID_WRONG,
    "card": CARD,
    "card_spaced": " ".join(CARD[i : i + 4] for i in range(0, 16, 4)),
    "card_wrong": CARD_WRONG,
    "hk_id": HK_ID,
    "hk_id_wrong": HK_ID_WRONG,
    "hk_id_plain": HK_ID.replace("(", "").replace(")", ""),
    "iban": IBAN,
    "iban_spaced": " ".join(IBAN[i : i + 4] for i in range(0, len(IBAN), 4)),
    "iban_wrong": IBAN_WRONG,
    "uscc": USCC,
    "uscc_wrong": USCC_WRONG,
}


def filled(example: str) -> str:
    """An example of the rules file with its placeholders filled."""
    for name, value in PLACEHOLDERS.items():
        example = example.replace("{" + name + "}", value)
    return example
