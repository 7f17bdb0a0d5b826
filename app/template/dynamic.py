"""Values that are made up at each use: ``{{$uuid}}``, ``{{$timestamp}}``, ``{{$randomEmail}}`` and so on.

The names are those that Postman documents. As there, each use makes a new value, also within one send:
what shall be the same in two places belongs in a variable that is set before. Nothing here is meant for
secrets: the numbers can be foretold.
"""

from __future__ import annotations

import base64
import random
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits

from app.template import words as w

Maker = Callable[[], str]

_HEX = "0123456789abcdef"
_YEAR = 365 * 24 * 3600  # seconds
_DAY = 24 * 3600


def _one(choices: Sequence[str]) -> Maker:
    return lambda: random.choice(choices)


def _some(characters: str, count: int) -> str:
    return "".join(random.choices(characters, k=count))


def _joined(*makers: Maker, by: str = " ") -> Maker:
    return lambda: by.join(maker() for maker in makers)


def _repeated(maker: Maker, least: int, most: int, by: str = " ") -> Maker:
    return lambda: by.join(maker() for _ in range(random.randint(least, most)))


def _date(earliest: float, latest: float) -> Maker:
    """A moment so many seconds from now, as JavaScript writes it."""
    pattern = "%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)"
    return lambda: (datetime.now(UTC) + timedelta(seconds=random.uniform(earliest, latest))).strftime(pattern)


def _iso() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _uuid() -> str:
    return str(uuid.uuid4())


_first, _last, _noun, _verb = _one(w.FIRST_NAMES), _one(w.LAST_NAMES), _one(w.NOUNS), _one(w.VERBS)
_lorem = _one(w.LOREM)
_bs = (_one(w.BUSINESS_VERBS), _one(w.BUSINESS_ADJECTIVES), _one(w.BUSINESS_NOUNS))
_catch = (_one(w.CATCH_ADJECTIVES), _one(w.CATCH_DESCRIPTORS), _one(w.CATCH_NOUNS))
_product = (_one(w.PRODUCT_ADJECTIVES), _one(w.PRODUCT_MATERIALS), _one(w.PRODUCTS))
_job = (_one(w.JOB_DESCRIPTORS), _one(w.JOB_AREAS), _one(w.JOB_TYPES))


def _phone() -> str:
    return f"{random.randint(201, 989)}-{random.randint(200, 999)}-{_some(digits, 4)}"


def _user() -> str:
    return random.choice(
        (f"{_first()}.{_last()}", f"{_first()}{random.randint(1, 99)}", f"{_first()}_{_last()}")
    )


def _domain_word() -> str:
    return random.choice((_last(), _first())).lower()


def _domain() -> str:
    return f"{_domain_word()}.{random.choice(w.DOMAIN_SUFFIXES)}"


def _email() -> str:
    return f"{_user()}@{_domain()}"


def _company() -> str:
    return random.choice(
        (
            f"{_last()} {random.choice(w.COMPANY_SUFFIXES)}",
            f"{_last()}, {_last()} and {_last()}",
            f"{_last()} - {_last()}",
        )
    )


def _address() -> str:
    return f"{random.randint(1, 9999)} {random.choice(w.STREETS)}"


def _ending() -> str:
    return random.choice(w.FILE_TYPES[random.choice(list(w.FILE_TYPES))])


def _file_stem() -> str:
    return f"{_noun()}_{_lorem()}".replace("-", "_")


def _iban() -> str:
    body = _some(digits, 18)
    return f"DE{_check_digits('DE', body)}{body}"


def _check_digits(country: str, body: str) -> str:
    """The two digits that make an IBAN valid (ISO 7064, modulo 97)."""
    letters = "".join(str(int(letter, 36)) for letter in country)
    return f"{98 - int(body + letters + '00') % 97:02}"


def _bic() -> str:
    return _some(ascii_uppercase, 4) + random.choice(w.COUNTRIES)[0] + _some(ascii_uppercase + digits, 2)


def _bitcoin() -> str:
    letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    return random.choice("13") + _some(letters, random.randint(25, 33))


def _sentence() -> str:
    return " ".join(random.choices(w.LOREM, k=random.randint(4, 10))).capitalize() + "."


_sentences = _repeated(_sentence, 2, 6)
_paragraph = _repeated(_sentence, 3, 5)


def _phrase() -> str:
    wanted = f"Try to {_verb()} the {random.choice(w.ABBREVIATIONS)} {_noun()}"
    return f"{wanted}, it will {_verb()} the {_adjective()} {_noun()}!"


_adjective = _one(w.ADJECTIVES)
_word = _one((*w.NOUNS, *w.ADJECTIVES, *w.VERBS))


def _picture(kind: str = "") -> Maker:
    return lambda: "https://loremflickr.com/640/480" + (f"/{kind}" if kind else "")


def _picture_data() -> str:
    color = _some(_HEX, 6)
    box = f'<rect fill="#{color}" width="64" height="48"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48">{box}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


_PICTURES = (
    *("Abstract", "Animals", "Business", "Cats", "City", "Fashion"),
    *("Food", "Nature", "Nightlife", "People", "Sports", "Transport"),
)

_COMMON: dict[str, Maker] = {
    "$guid": _uuid,
    "$uuid": _uuid,
    "$randomUUID": _uuid,
    "$timestamp": lambda: str(int(time.time())),
    "$isoTimestamp": _iso,
    "$randomAlphaNumeric": lambda: _some(ascii_lowercase + digits, 1),
    "$randomBoolean": _one(("true", "false")),
    "$randomInt": lambda: str(random.randint(0, 1000)),
    "$randomColor": _one(w.COLORS),
    "$randomHexColor": lambda: "#" + _some(_HEX, 6),
    "$randomAbbreviation": _one(w.ABBREVIATIONS),
}
_INTERNET: dict[str, Maker] = {
    "$randomIP": lambda: ".".join(str(random.randint(1, 254)) for _ in range(4)),
    "$randomIPV6": lambda: ":".join(_some(_HEX, 4) for _ in range(8)),
    "$randomMACAddress": lambda: ":".join(_some(_HEX, 2) for _ in range(6)),
    "$randomPassword": lambda: _some(ascii_letters + digits, 15),
    "$randomLocale": _one(w.LOCALES),
    "$randomUserAgent": _one(w.USER_AGENTS),
    "$randomProtocol": _one(("http", "https")),
    "$randomSemver": lambda: ".".join(str(random.randint(0, 9)) for _ in range(3)),
    "$randomDomainName": _domain,
    "$randomDomainSuffix": _one(w.DOMAIN_SUFFIXES),
    "$randomDomainWord": _domain_word,
    "$randomEmail": _email,
    "$randomExampleEmail": lambda: f"{_user()}@example.{random.choice(('com', 'net', 'org'))}",
    "$randomUserName": _user,
    "$randomUrl": lambda: f"https://{_domain()}",
}
_PEOPLE: dict[str, Maker] = {
    "$randomFirstName": _first,
    "$randomLastName": _last,
    "$randomFullName": _joined(_first, _last),
    "$randomNamePrefix": _one(w.NAME_PREFIXES),
    "$randomNameSuffix": _one(w.NAME_SUFFIXES),
    "$randomJobArea": _job[1],
    "$randomJobDescriptor": _job[0],
    "$randomJobTitle": _joined(*_job),
    "$randomJobType": _job[2],
    "$randomPhoneNumber": _phone,
    "$randomPhoneNumberExt": lambda: f"{random.randint(1, 99):02}-{_phone()}",
    "$randomCity": _one(w.CITIES),
    "$randomStreetName": _one(w.STREETS),
    "$randomStreetAddress": _address,
    "$randomCountry": _one([name for _, name in w.COUNTRIES]),
    "$randomCountryCode": _one([code for code, _ in w.COUNTRIES]),
    "$randomLatitude": lambda: f"{random.uniform(-90, 90):.4f}",
    "$randomLongitude": lambda: f"{random.uniform(-180, 180):.4f}",
}
_IMAGES: dict[str, Maker] = {
    "$randomAvatarImage": lambda: f"https://i.pravatar.cc/150?img={random.randint(1, 70)}",
    "$randomImageUrl": _picture(),
    **{f"$random{name}Image": _picture(name.lower()) for name in _PICTURES},
    "$randomImageDataUri": _picture_data,
}
_MONEY: dict[str, Maker] = {
    "$randomBankAccount": lambda: _some(digits, 8),
    "$randomBankAccountName": lambda: f"{random.choice(w.ACCOUNTS)} Account",
    "$randomCreditCardMask": lambda: _some(digits, 4),
    "$randomBankAccountBic": _bic,
    "$randomBankAccountIban": _iban,
    "$randomTransactionType": _one(w.TRANSACTIONS),
    "$randomCurrencyCode": _one([code for code, _, _ in w.CURRENCIES]),
    "$randomCurrencyName": _one([name for _, name, _ in w.CURRENCIES]),
    "$randomCurrencySymbol": _one([symbol for _, _, symbol in w.CURRENCIES]),
    "$randomBitcoin": _bitcoin,
    "$randomPrice": lambda: f"{random.uniform(0, 1000):.2f}",
}
_BUSINESS: dict[str, Maker] = {
    "$randomCompanyName": _company,
    "$randomCompanySuffix": _one(w.COMPANY_SUFFIXES),
    "$randomBs": _joined(*_bs),
    "$randomBsAdjective": _bs[1],
    "$randomBsBuzz": _bs[0],
    "$randomBsNoun": _bs[2],
    "$randomCatchPhrase": _joined(*_catch),
    "$randomCatchPhraseAdjective": _catch[0],
    "$randomCatchPhraseDescriptor": _catch[1],
    "$randomCatchPhraseNoun": _catch[2],
    "$randomProduct": _product[2],
    "$randomProductAdjective": _product[0],
    "$randomProductMaterial": _product[1],
    "$randomProductName": _joined(*_product),
    "$randomDepartment": _one(w.DEPARTMENTS),
}
_DATA: dict[str, Maker] = {
    "$randomDatabaseColumn": _one(w.DATABASE_COLUMNS),
    "$randomDatabaseType": _one(w.DATABASE_TYPES),
    "$randomDatabaseCollation": _one(w.COLLATIONS),
    "$randomDatabaseEngine": _one(w.ENGINES),
    "$randomDateFuture": _date(_DAY, _YEAR),
    "$randomDatePast": _date(-_YEAR, -_DAY),
    "$randomDateRecent": _date(-_DAY, 0),
    "$randomWeekday": _one(w.WEEKDAYS),
    "$randomMonth": _one(w.MONTHS),
    "$randomFileName": lambda: f"{_file_stem()}.{_ending()}",
    "$randomFileType": _one(list(w.FILE_TYPES)),
    "$randomFileExt": _ending,
    "$randomCommonFileName": lambda: f"{_file_stem()}.{random.choice(w.COMMON_FILE_ENDINGS)}",
    "$randomCommonFileType": _one(w.COMMON_FILE_TYPES),
    "$randomCommonFileExt": _one(w.COMMON_FILE_ENDINGS),
    "$randomFilePath": lambda: f"{random.choice(w.DIRECTORIES)}/{_file_stem()}.{_ending()}",
    "$randomDirectoryPath": _one(w.DIRECTORIES),
    "$randomMimeType": _one(w.MIME_TYPES),
}
_TEXT: dict[str, Maker] = {
    "$randomNoun": _noun,
    "$randomVerb": _verb,
    "$randomIngverb": _one(w.ING_VERBS),
    "$randomAdjective": _adjective,
    "$randomWord": _word,
    "$randomWords": _repeated(_word, 2, 5),
    "$randomPhrase": _phrase,
    "$randomLoremWord": _lorem,
    "$randomLoremWords": _repeated(_lorem, 3, 3),
    "$randomLoremSentence": _sentence,
    "$randomLoremSentences": _sentences,
    "$randomLoremParagraph": _paragraph,
    "$randomLoremParagraphs": _repeated(_paragraph, 3, 3, "\n"),
    "$randomLoremText": _repeated(_paragraph, 1, 3),
    "$randomLoremSlug": _repeated(_lorem, 3, 3, "-"),
    "$randomLoremLines": _repeated(_sentence, 1, 5, "\n"),
}

DYNAMIC: dict[str, Maker] = _COMMON | _INTERNET | _PEOPLE | _IMAGES | _MONEY | _BUSINESS | _DATA | _TEXT
