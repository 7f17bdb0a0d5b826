"""Any options that can be typed, for properties of the files that hold them."""

from hypothesis import strategies as st

from app.model.options import (
    RETRIABLE,
    ClientCertificate,
    HostCertificate,
    Options,
    Override,
    Proxy,
    Retry,
)

words = st.sampled_from(["", "a", "007", "yes", "{{x}}", "a b", "none", "system", "1.0", "null"]) | st.text(
    max_size=9
)
milliseconds = st.integers(0, 10**6)
certificates = st.builds(ClientCertificate, words | st.just("own.p12"), words, words)
proxies = st.builds(
    Proxy,
    words
    | st.sampled_from(
        ["http://h:80", "socks5h://[::1]:1080", "https://{{h}}:1", "http://h", "http://u:p@h:1"]
    ),
    words,
    words,
)
retries = st.builds(
    Retry,
    count=st.integers(0, 9),
    on_failures=st.lists(st.sampled_from(RETRIABLE), unique=True).map(tuple),
    statuses=st.lists(st.integers(100, 599), max_size=3).map(tuple),
    backoff=milliseconds,
    longest=milliseconds,
    jitter=st.booleans(),
    obey_retry_after=st.booleans(),
    methods=st.sampled_from(["repeatable", "all"]),
)
_times = {name: st.none() | milliseconds for name in ("timeout", "connect_timeout", "read_timeout")}
_times |= {name: st.none() | milliseconds for name in ("write_timeout", "pool_timeout", "max_redirects")}
_flags = {name: st.none() | st.booleans() for name in ("follow_redirects", "verify", "force_new_connection")}
_texts = {name: st.none() | words for name in ("ca_file", "sni", "unix_socket", "local_address")}
options = st.builds(
    Options,
    http_version=st.sampled_from([None, "auto", "1.1", "2", "2-prior-knowledge"]),
    min_tls=st.sampled_from([None, "1.0", "1.1", "1.2", "1.3"]),
    ip_version=st.sampled_from([None, "any", "4", "6"]),
    certificate=st.none() | certificates,
    proxy=st.none() | proxies,
    no_proxy=st.none() | st.lists(words | st.just(".corp"), max_size=3).map(tuple),
    resolve=st.none() | st.lists(st.builds(Override, words, words), max_size=2).map(tuple),
    retry=st.none() | retries,
    **_times,
    **_flags,
    **_texts,
)
host_certificates = st.lists(st.builds(HostCertificate, words, certificates, st.booleans()), max_size=2).map(
    tuple
)
