"""Pages of the layout's file: what fits is read, what does not is left out."""

from ui.kept_page import KeptPage, read_pages


def test_what_is_no_page_is_left_out_and_what_is_no_number_is_the_default():
    data = [
        {"root": "/shop", "key": "a.yml", "response": 3, "unknown": 1},
        {"root": "/shop", "key": "b.yml", "url": "x", "body": 1},
        {"root": "/shop", "key": "c.yml", "body_scroll": 1 << 31},
        {"root": 1, "key": "a.yml"},
        "no page",
    ]
    assert read_pages(data) == (
        KeptPage("/shop", "a.yml", response=3),
        KeptPage("/shop", "b.yml"),
        KeptPage("/shop", "c.yml"),
    )
    assert read_pages({"root": "/shop"}) == ()
