import re

from app.template.dynamic import DYNAMIC

# The names in the list that Postman documents, in its order of chapters.
DOCUMENTED = """
guid timestamp isoTimestamp randomUUID randomAlphaNumeric randomBoolean randomInt randomColor
randomHexColor randomAbbreviation randomIP randomIPV6 randomMACAddress randomPassword randomLocale
randomUserAgent randomProtocol randomSemver randomFirstName randomLastName randomFullName
randomNamePrefix randomNameSuffix randomJobArea randomJobDescriptor randomJobTitle randomJobType
randomPhoneNumber randomPhoneNumberExt randomCity randomStreetName randomStreetAddress randomCountry
randomCountryCode randomLatitude randomLongitude randomAvatarImage randomImageUrl randomAbstractImage
randomAnimalsImage randomBusinessImage randomCatsImage randomCityImage randomFoodImage
randomNightlifeImage randomFashionImage randomPeopleImage randomNatureImage randomSportsImage
randomTransportImage randomImageDataUri randomBankAccount randomBankAccountName randomCreditCardMask
randomBankAccountBic randomBankAccountIban randomTransactionType randomCurrencyCode randomCurrencyName
randomCurrencySymbol randomBitcoin randomCompanyName randomCompanySuffix randomBs randomBsAdjective
randomBsBuzz randomBsNoun randomCatchPhrase randomCatchPhraseAdjective randomCatchPhraseDescriptor
randomCatchPhraseNoun randomDatabaseColumn randomDatabaseType randomDatabaseCollation
randomDatabaseEngine randomDateFuture randomDatePast randomDateRecent randomWeekday randomMonth
randomDomainName randomDomainSuffix randomDomainWord randomEmail randomExampleEmail randomUserName
randomUrl randomFileName randomFileType randomFileExt randomCommonFileName randomCommonFileType
randomCommonFileExt randomFilePath randomDirectoryPath randomMimeType randomPrice randomProduct
randomProductAdjective randomProductMaterial randomProductName randomDepartment randomNoun randomVerb
randomIngverb randomAdjective randomWord randomWords randomPhrase randomLoremWord randomLoremWords
randomLoremSentence randomLoremSentences randomLoremParagraph randomLoremParagraphs randomLoremText
randomLoremSlug randomLoremLines
"""


def test_every_documented_name_makes_a_value():
    assert {f"${name}" for name in DOCUMENTED.split()} <= DYNAMIC.keys()
    for name, make in DYNAMIC.items():
        assert all(make().strip() for _ in range(20)), name


def test_each_use_makes_another_value():
    for name in ("$guid", "$uuid", "$randomUUID", "$randomPassword", "$randomIPV6"):
        assert DYNAMIC[name]() != DYNAMIC[name]()


def test_values_have_the_shape_that_their_name_promises():
    shapes = {
        "$timestamp": r"\d{10}",
        "$isoTimestamp": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
        "$randomIP": r"(\d{1,3}\.){3}\d{1,3}",
        "$randomMACAddress": r"([0-9a-f]{2}:){5}[0-9a-f]{2}",
        "$randomHexColor": r"#[0-9a-f]{6}",
        "$randomEmail": r"\w[\w.]*@\w+\.\w+",
        "$randomPrice": r"\d+\.\d\d",
        "$randomBankAccountBic": r"[A-Z]{6}[A-Z0-9]{2}",
        "$randomLoremSlug": r"\w+-\w+-\w+",
    }
    for name, shape in shapes.items():
        assert re.fullmatch(shape, DYNAMIC[name]()), name


def test_an_iban_passes_its_own_check():
    iban = DYNAMIC["$randomBankAccountIban"]()
    turned = iban[4:] + iban[:4]
    assert int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1
