import logging

from app import logs


def test_known_secrets_credentials_and_userinfo_are_masked():
    logs.remember_secret("hunter2-canary")
    text = "GET http://ada:pw@h/ hunter2-canary\nAuthorization: Bearer abc\n'Cookie': 'sid=1'"
    assert logs.redact(text) == "GET http://•••@h/ •••\nAuthorization: •••\n'Cookie': •••"


def test_the_log_file_holds_no_secret_even_in_a_traceback(tmp_path):
    logs.remember_secret("traceback-canary")
    file = tmp_path / "deep" / "sonde.log"
    logs.start(file)
    try:
        try:
            raise ValueError("traceback-canary")
        except ValueError:
            logging.getLogger("test").exception("it broke with %s", "traceback-canary")
    finally:
        handler = logging.getLogger().handlers[-1]
        logging.getLogger().removeHandler(handler)
        handler.close()
    text = file.read_text("utf-8")
    assert "it broke with •••" in text
    assert "traceback-canary" not in text


def test_very_short_values_are_not_taken_for_secrets():
    logs.remember_secret("abc")
    assert logs.redact("abc") == "abc"


def test_a_secret_is_masked_also_where_it_is_percent_encoded():
    logs.remember_secret("näive & +1")
    for text in ("näive & +1", "n%C3%A4ive%20%26%20%2B1", "n%c3%a4ive+%26+%2b1", "näive%20& +1"):
        assert logs.redact(f"before {text} after") == f"before {logs.MASK} after"
