"""The words that made-up values are put together from: short lists, enough to look real in a test."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


FIRST_NAMES = _words(
    "Ada Alan Amara Anders Anna Astrid Bela Carlos Chen Clara Daniel Dina Elena Emil Fatima Felix Grace "
    "Hana Ivan Jonas Kofi Lena Liam Maria Mateo Mia Nadia Noah Olga Omar Petra Rosa Samuel Sofia Yuki"
)
LAST_NAMES = _words(
    "Almeida Andersson Baker Berger Castro Dubois Fischer Garcia Haddad Hansen Ito Jensen Kim Kowalski "
    "Larsen Lopez Mensah Meyer Nguyen Novak Okafor Olsen Petrov Rossi Sato Schmidt Silva Singh Torres "
    "Wang"
)
NAME_PREFIXES = _words("Mr. Mrs. Ms. Miss Dr.")
NAME_SUFFIXES = _words("Jr. Sr. I II III IV V MD DDS PhD DVM")
JOB_AREAS = _words(
    "Accounts Assurance Brand Communications Data Factors Identity Infrastructure Integration Markets "
    "Mobility Operations Optimization Program Quality Research Response Security Solutions Usability"
)
JOB_DESCRIPTORS = _words(
    "Central Chief Corporate Dynamic Forward Global Lead Legacy National Principal Senior"
)
JOB_TYPES = _words(
    "Administrator Agent Analyst Architect Assistant Consultant Coordinator Designer Developer Director "
    "Engineer Executive Manager Officer Orchestrator Planner Producer Specialist Strategist Technician"
)
CITIES = _phrases(
    "Aarhus, Bergen, Bologna, Boston, Cairo, Cork, Dakar, Geneva, Hamburg, Hanoi, Jaipur, Kyoto, Lagos, "
    "Lima, Lyon, Malmo, New Haven, Nairobi, Osaka, Perth, Porto, Quito, Riga, Salem, Seville, Tampere, "
    "Utrecht"
)
STREETS = _phrases(
    "Birch Lane, Bridge Street, Castle Road, Cedar Avenue, Chapel Hill, Church Street, Elm Street, Forest "
    "Drive, Garden Row, Harbour View, High Street, Lake Road, Maple Avenue, Mill Lane, Oak Street, Park "
    "Place, Ridge Way, River Walk, Spring Gardens, Station Road, Victoria Terrace"
)
COUNTRIES = (
    ("AR", "Argentina"),
    ("AU", "Australia"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CL", "Chile"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("EG", "Egypt"),
    ("ES", "Spain"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("GH", "Ghana"),
    ("IN", "India"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("KE", "Kenya"),
    ("MX", "Mexico"),
    ("NO", "Norway"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("SE", "Sweden"),
    ("VN", "Vietnam"),
    ("ZA", "South Africa"),
)
CURRENCIES = (
    ("AUD", "Australian Dollar", "$"),
    ("BRL", "Brazilian Real", "R$"),
    ("CHF", "Swiss Franc", "CHF"),
    ("CNY", "Yuan Renminbi", "¥"),
    ("DKK", "Danish Krone", "kr"),
    ("EUR", "Euro", "€"),
    ("GBP", "Pound Sterling", "£"),
    ("INR", "Indian Rupee", "₹"),
    ("JPY", "Yen", "¥"),
    ("KRW", "Won", "₩"),
    ("PLN", "Zloty", "zł"),
    ("USD", "US Dollar", "$"),
    ("VND", "Dong", "₫"),
    ("ZAR", "Rand", "R"),
)
LOCALES = _words(
    "ar cs da de el en es et fi fr he hi hu id it ja ko lt nb nl pl pt ro ru sk sv sw th tr uk vi zh"
)
COLORS = _words(
    "azure black blue cyan fuchsia gold green grey indigo ivory lavender lime magenta maroon mint olive "
    "orange orchid pink plum purple red salmon silver tan teal turquoise violet white yellow"
)
ABBREVIATIONS = _words(
    "AGP AI API CSS DNS EXE FTP GB HDD HTTP IB JBOD JSON PCI PNG RAM RSS SAS SDD SMTP SQL SSL TCP XML XSS"
)
USER_AGENTS = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
)
ACCOUNTS = _words("Checking Savings Investment Auto Personal Credit Money Home")
TRANSACTIONS = _words("deposit invoice payment withdrawal")
COMPANY_SUFFIXES = _words("Inc LLC Group Ltd")
BUSINESS_VERBS = _words(
    "aggregate architect benchmark cultivate deliver deploy drive embrace enable engage engineer enhance "
    "evolve extend facilitate grow harness integrate leverage matrix optimize redefine scale streamline "
    "unleash"
)
BUSINESS_ADJECTIVES = _words(
    "bleeding-edge collaborative compelling customized dynamic efficient extensible frictionless global "
    "granular holistic impactful interactive intuitive mission-critical open-source plug-and-play robust "
    "scalable seamless sticky sustainable transparent viral visionary"
)
BUSINESS_NOUNS = _words(
    "applications architectures bandwidth channels communities content deliverables experiences "
    "functionalities infrastructures interfaces markets methodologies metrics models networks paradigms "
    "platforms portals relationships schemas solutions supply-chains synergies systems technologies users"
)
CATCH_ADJECTIVES = _words(
    "Adaptive Advanced Ameliorated Assimilated Automated Balanced Business-focused Configurable "
    "Cross-group Decentralized Distributed Enhanced Ergonomic Extended Focused Front-line Future-proofed "
    "Horizontal Innovative Managed Multi-layered Networked Optimized Proactive Reactive Robust "
    "Self-enabling Versatile"
)
CATCH_DESCRIPTORS = _words(
    "24/7 analyzing asynchronous bandwidth-monitored bottom-line client-driven coherent composite "
    "context-sensitive dedicated didactic discrete explicit fault-tolerant full-range heuristic "
    "high-level holistic hybrid incremental interactive logistical modular multimedia neutral "
    "object-oriented real-time scalable stable"
)
CATCH_NOUNS = _phrases(
    "ability, access, adapter, algorithm, alliance, analyzer, application, approach, architecture, "
    "archive, array, attitude, benchmark, budgetary management, capability, challenge, circuit, "
    "collaboration, complexity, concept, contingency, core, database, definition, emulation, encoding, "
    "extranet, firmware, forecast, framework, open architecture, superstructure"
)
DATABASE_COLUMNS = _words(
    "avatar category comment createdAt email group id name password phone status title token updatedAt"
)
DATABASE_TYPES = _words(
    "bigint binary bit blob boolean date datetime decimal double enum float geometry int mediumint point "
    "real serial set smallint text time timestamp tinyint varchar"
)
COLLATIONS = _words(
    "ascii_bin ascii_general_ci cp1250_bin cp1250_general_ci utf8_bin utf8_general_ci utf8_unicode_ci"
)
ENGINES = _words("ARCHIVE BLACKHOLE CSV InnoDB MEMORY MyISAM")
WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = _words("January February March April May June July August September October November December")
DOMAIN_SUFFIXES = _words("com org net biz info name io")
FILE_TYPES = {
    "application": _words("json pdf zip xml epub jar"),
    "audio": _words("mp3 wav ogg flac aac"),
    "font": _words("otf ttf woff woff2"),
    "image": _words("png jpg gif svg webp bmp"),
    "model": _words("obj stl gltf"),
    "text": _words("txt csv html css md ics"),
    "video": _words("mp4 webm mpeg avi mov"),
}
COMMON_FILE_TYPES = _words("video audio image text application")
COMMON_FILE_ENDINGS = _words("m2v wav mp4v mp3 png jpg gif html json pdf txt")
DIRECTORIES = _words(
    "/bin /etc/mail /home/user/dir /lib /media /opt/bin /srv /usr/local/src /usr/share /var/log /var/tmp"
)
MIME_TYPES = _words(
    "application/json application/pdf application/xml application/zip audio/mpeg audio/ogg image/gif "
    "image/jpeg image/png image/svg+xml text/calendar text/css text/csv text/html text/plain video/mp4 "
    "video/webm"
)
PRODUCTS = _words(
    "Bacon Ball Bike Car Chair Cheese Chicken Chips Computer Fish Gloves Hat Keyboard Mouse Pants Pizza "
    "Salad Sausages Shirt Shoes Soap Table Towels Tuna"
)
PRODUCT_ADJECTIVES = _words(
    "Awesome Ergonomic Fantastic Generic Gorgeous Handcrafted Handmade Incredible Intelligent Licensed "
    "Practical Refined Rustic Sleek Small Tasty Unbranded"
)
PRODUCT_MATERIALS = _words("Concrete Cotton Fresh Frozen Granite Metal Plastic Rubber Soft Steel Wooden")
DEPARTMENTS = _words(
    "Automotive Baby Beauty Books Clothing Computers Electronics Games Garden Grocery Health Home "
    "Industrial Jewelery Kids Movies Music Outdoors Shoes Sports Tools Toys"
)
NOUNS = _words(
    "alarm application array bandwidth bus capacitor card circuit driver feed firewall hard-drive "
    "interface matrix microchip monitor panel pixel port program protocol sensor system transmitter"
)
VERBS = _words(
    "back-up bypass calculate compress connect copy generate hack index input navigate override parse "
    "program quantify reboot synthesize transmit"
)
ING_VERBS = _words(
    "backing-up bypassing calculating compressing connecting copying generating hacking indexing "
    "navigating overriding parsing programming quantifying synthesizing transmitting"
)
ADJECTIVES = _words(
    "auxiliary back-end bluetooth cross-platform digital haptic mobile multi-byte neural online "
    "open-source optical primary redundant solid-state virtual wireless"
)
LOREM = _words(
    "ad adipisci alias aliquam amet animi aperiam architecto asperiores aut autem beatae commodi "
    "consequatur corporis culpa debitis delectus deleniti deserunt dicta dolor dolorem dolores ducimus ea "
    "earum eligendi enim error esse est et eum eveniet ex excepturi facere facilis fuga fugit harum hic "
    "id illum impedit in inventore ipsa ipsum iste itaque iure labore laborum laudantium libero magnam "
    "magni maiores maxime minima minus modi molestiae mollitia nam natus nemo nihil nisi nobis non "
    "nostrum nulla numquam odio odit officia omnis optio"
)
