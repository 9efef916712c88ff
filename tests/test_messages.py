"""Every string of the interface is there in Indonesian; English is the source."""

import re

from config.messages import CATALOG, extracted, stored

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_the_catalogue_holds_exactly_the_strings_of_the_sources():
    def keys(catalog):
        return {(message.id, message.context) for message in catalog if message.id}

    assert keys(stored()) == keys(extracted()), "run: python -m config.messages update"


def test_nothing_is_untranslated_or_fuzzy():
    wanting = [
        message.id
        for message in stored()
        if message.id and (message.fuzzy or not all(_strings(message)))
    ]
    assert wanting == []


def test_placeholders_survive_translation():
    for message in stored():
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            wanted = set(PLACEHOLDER.findall(ids[-1]))
            for text in _strings(message):
                assert set(PLACEHOLDER.findall(text)) == wanted, message.id


def test_people_are_addressed_formally():
    text = CATALOG.read_text()
    assert not re.search(r"\b(kamu|anda)\b", text)


def _strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)
