"""Checks a recogniser may name: one function each, text in, yes or no out; a check only drops, it never raises a score.

Values arrive folded (ASCII digits and punctuation) but otherwise as written, with spaces and dashes.
"""

from collections.abc import Callable

from engine.scan.checks import accounts, contact, dates, devices, digits, documents, finance, mailboxes, national

CHECKS: dict[str, Callable[[str], bool]] = {
    check.__name__: check
    for check in (
        accounts.chat_name, accounts.credential, accounts.made_up_word, accounts.member_number, accounts.own_account,
        accounts.store_card, contact.international_telephone, contact.ip_address,
        contact.ip_address_of_long_numbers, contact.misread_mobile, contact.mobile, contact.mobile_in_signs,
        contact.telephone, dates.calendar_date, devices.coordinates, devices.imei,
        devices.mac_address, digits.has_digit, documents.document_number, documents.hk_id, documents.masked_name,
        documents.misread_resident_id, documents.old_resident_id, documents.passport_number, documents.plate,
        documents.resident_id, documents.us_ssn, finance.account_with_bank, finance.bank_account, finance.bank_card,
        finance.iban, finance.uscc, mailboxes.disguised_mailbox, mailboxes.personal_mailbox,
        national.eu_national_id, national.eu_national_number, national.national_number_with_birth,
        national.tw_id, national.uk_nino,
    )
}  # fmt: skip
