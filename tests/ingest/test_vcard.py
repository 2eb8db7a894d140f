from engine.model.records import RecordKind
from tests.ingest.reading import fixture, only, reasons_of, records_of


def test_phone_and_modern_contacts():
    first, second = records_of(fixture("vcard/phone-2.1.vcf"))
    assert first.kind is RecordKind.CONTACT
    assert dict(first.fields) == {"n": "林 小满", "fn": "林小满", "tel": "138-0013-8000\n021-55550123"}
    assert second.locator == "contact-2"
    assert second.fields["email"] == "nora@example.com"
    assert second.fields["adr"] == "12 Sample Lane Leeds LS1 1AA UK"
    assert second.fields["note"] == "two lines\nand a comma, here"
    assert second.warnings == ("media_not_read",)


def test_charset_per_property_and_missing_ends():
    first, second = records_of(fixture("vcard/gbk-unfinished.vcf"))
    assert (first.fields["fn"], second.fields["fn"]) == ("周予安", "沈知夏")
    assert first.warnings == ("contact_unfinished",)


def test_a_card_inside_a_card_is_a_contact_of_its_own():
    text = "BEGIN:VCARD\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:1\nEND:VCARD\n"
    inner, outer = records_of(text.encode())
    assert (inner.fields["fn"], outer.fields["fn"], outer.fields["tel"]) == ("B", "A", "1")


def test_utf16_and_damaged_lines_are_kept():
    contact = only("BEGIN:VCARD\nFN:林小满\nstray line 13800138000\nEND:VCARD\n".encode("utf-16"))
    assert contact.fields["fn"] == "林小满"
    assert contact.fields["text"] == "stray line 13800138000"


def test_an_empty_card_is_reported():
    assert reasons_of(b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n") == ["contact_empty"]


def test_a_label_stands_behind_the_value_it_was_given():
    card = (
        b"BEGIN:VCARD\nFN:x\nitem1.TEL:13800138000\nitem1.X-ABLabel:_$!<Mobile>!$_\nitem2.TEL:13900139000\nEND:VCARD\n"
    )
    row = only(card)
    assert row.fields["tel"] == "13800138000 (Mobile)\n13900139000"
    assert "x-ablabel" not in row.fields
