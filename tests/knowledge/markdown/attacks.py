"""Texts that try to become markup, for every field that people write in."""

import re
from html.parser import HTMLParser

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//example.org/x.js></sCrIpT>",
    "</title><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=a'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<form action=//example.org/><button>go</button></form>",
    "<details open ontoggle=alert(1)>",
    "<a href='javascript:alert(1)'>a</a>",
    "<div style='position:fixed;inset:0'>a</div>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?php echo 1 ?><x onclick=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript&colon;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "[a](javascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](<java\nscript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    '[a](https://example.org "x\\" onclick=alert(1)")',
    "[a](https://example.org/'onclick=alert(1)//)",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](x)',
    "<javascript:alert(1)>",
    '<https://example.org/"onclick=alert(1)//>',
    "[a]: javascript:alert(1)\n\n[a]",
    "[[a|<img src=x onerror=alert(1)>]]",
    "[[<script>alert(1)</script>|b]]",
    '[[" onclick="alert(1)]]',
    "[[javascript:alert(1)]]",
    "[[sheet:<script>alert(1)</script>]]",
    '![a](image:1 "<script>alert(1)</script> | CC-BY-4.0")',
    "![<img src=x onerror=alert(1)>](image:1)",
    "```<script>\nalert(1)\n```",
    '``` " onclick=alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "\x00<script\x00>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "{{ 7|add:7 }}{% load static %}${7*7}",
    "<<script>script>alert(1)<</script>/script>",
    "<img src=`x` onerror=alert(1)>",
    "<a id=content name=content>clobber</a>",
    "## content\n\n<h2 id=content>x</h2>",
    "*" * 300 + "<script>alert(1)</script>",
]

ELEMENTS = {
    *("script", "style", "iframe", "object", "embed", "base", "form", "svg", "math", "meta"),
    *("link", "img", "button", "details", "noscript"),
}
SCHEMES = re.compile(r"[\s\x00-\x20]*(javascript|data|vbscript)\s*:", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag in ELEMENTS:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src") and SCHEMES.match(value or ""):
                self.found.append(f"{tag} {name}={value}")
            if name == "id" and not value.startswith("s-"):
                self.found.append(f"{tag} id={value}")

    def handle_decl(self, decl):
        self.found.append(f"declaration {decl}")


def dangers(html):
    """What a piece of rendered text must never hold, as a browser reads it."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    return reader.found
