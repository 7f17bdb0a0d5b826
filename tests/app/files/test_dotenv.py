from app.files.dotenv import Entry, parse, read


def values(text):
    return {entry.name: entry.value for entry in parse(text)}


def test_plain_values_end_with_their_line_or_a_comment():
    assert values("A=1\nB = two words # why\n# C=3\nD=a#b\nE=\n") == {
        "A": "1",
        "B": "two words",
        "D": "a#b",
        "E": "",
    }


def test_export_and_quotes_are_known():
    text = 'export A=\'x # y\'\nB="line\\nnext \\"q\\""\nC=`a\'b`\nD=""\n'
    assert values(text) == {"A": "x # y", "B": 'line\nnext "q"', "C": "a'b", "D": ""}


def test_a_quoted_value_may_have_lines_and_the_next_ones_are_counted():
    assert parse('A="one\ntwo"\nB=3') == (Entry("A", "one\ntwo", 1), Entry("B", "3", 3))


def test_what_is_no_assignment_is_passed_over():
    assert values("hello\n=x\n1A=2\nGOOD=1\r\nB=2\r\n") == {"GOOD": "1", "B": "2"}


def test_a_missing_file_has_no_values(tmp_path):
    assert read(tmp_path / ".env") == ()
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfA=\xff\n")
    assert read(tmp_path / ".env")[0].name == "A"
