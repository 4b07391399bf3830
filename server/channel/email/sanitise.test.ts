import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailDocument, mailFrameCsp, sanitiseMail, textOf } from './sanitise.ts'

const none: ReadonlySet<string> = new Set()
const allowedTags =
  /^\/?(p|div|span|br|hr|blockquote|pre|center|h[1-6]|[uod]l|li|d[td]|a|b|strong|i|em|u|s|strike|del|ins|small|big|su[bp]|code|kbd|samp|tt|q|cite|abbr|table|caption|t(head|body|foot|r|d|h)|col(group)?|img)$/

/** What must hold for whatever the sanitiser gives out. Sound because it escapes every `<` that isn't its own, and every `"` in a value. */
function expectHarmless(html: string): void {
  for (const [, tag = '', attributes = ''] of html.matchAll(/<([^\s>]*)([^>]*)>/g)) {
    expect(tag).toMatch(allowedTags)
    const found = [...attributes.matchAll(/\s([a-z]+)="([^"<>]*)"/gy)]
    expect(attributes.slice(found.map(([whole]) => whole).join('').length).trim()).toMatch(/^\/?$/)
    for (const [, name = '', value = ''] of found) {
      expect(name).toMatch(/^(href|rel|title|target|src|alt|width|height|colspan|rowspan|align|valign|scope|start|type|dir|lang)$/)
      if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/i)
      if (name === 'href') expect(attributes).toContain('rel="noopener noreferrer nofollow"')
      if (name === 'src') expect(value).toMatch(/^cid:/i)
    }
  }
}

/** Kept for ever: each is a shape that has broken some sanitiser, or reaches out, or runs. */
const hostile = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<svg onload=alert(1)><circle/></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<form action="https://ond.example"><input name="lösenord"><button>Skicka</button></form>',
  '<meta http-equiv="refresh" content="0;url=https://ond.example">',
  '<base href="https://ond.example/">',
  '<link rel="stylesheet" href="https://ond.example/a.css">',
  '<style>@import url(https://ond.example/a.css)</style>',
  '<p style="background:url(https://ond.example/a.png)">x</p>',
  '<table background="https://ond.example/a.png"><tr><td>x</table>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="//ond.example">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="/hemligt">x</a>',
  '<a href="https://ond.example" target="_top" rel="opener" ping="https://ond.example/p">x</a>',
  '<img src="https://ond.example/pixel.gif">',
  '<img src="//ond.example/pixel.gif">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<img srcset="https://ond.example/a 2x" src="cid:a">',
  '<img src="cid:okänd">',
  '<picture><source srcset="https://ond.example/a"><img src="cid:a"></picture>',
  '<video src="https://ond.example/v" poster="https://ond.example/p" autoplay></video>',
  '<audio src=https://ond.example/a>',
  '<iframe src="https://ond.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"><iframe><iframe></iframe></iframe></iframe>',
  '<object data="https://ond.example"><embed src="https://ond.example"></object>',
  '<frameset><frame src="https://ond.example"></frameset>',
  '<applet code=x>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<title><img src=x onerror=alert(1)></title>',
  '<!--[if gte mso 9]><img src=x onerror=alert(1)><![endif]-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml version="1.0"?><?php echo 1 ?>',
  '<p id="forms" name="location" class="x">x</p>',
  '<a href="https://a.example" title="&quot;><img src=x onerror=alert(1)>">x</a>',
  '<img src="cid:a" alt="`><script>alert(1)</script>">',
  '<constructor><__proto__ tostring=1>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<dialog open>x</dialog>',
  '<portal src="https://ond.example">',
  '<b/onmouseover=alert(1)>x',
  '<<script>alert(1)//<</script>',
  '<img """><script>alert(1)</script>">',
  '<a href="https://a.example\u0000" onclick=alert(1)>x</a>',
  '<IMG SRC=JaVaScRiPt:alert(1)>',
  '</p></div></body></html><script>alert(1)</script>',
  '<p',
  '<a href="https://a',
  '<!--',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
]

test.each(hostile)('%s comes out harmless', (html) => {
  expectHarmless(sanitiseMail(html, new Set(['a'])))
})

test('whatever is glued together from hostile pieces comes out harmless, also when it goes through twice', () => {
  const piece = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '</',
      '<!--',
      '-->',
      '&',
      '&#x3c;',
      '\u0000',
      '<svg>',
      '<math>',
      '<style>',
      '</style>',
      '<p>',
      '</table>',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const once = sanitiseMail(pieces.join(''), new Set(['a']))
      expectHarmless(once)
      expectHarmless(sanitiseMail(once, new Set(['a'])))
    }),
    { numRuns: 1500 },
  )
})

test('ordinary mail keeps what it says and how it stands', () => {
  const html = sanitiseMail(
    '<h1>Hej</h1><p>Se <a href="https://a.example/?x=1&amp;y=2">sidan</a> eller <a href="mailto:b@example.org">skriv</a>.</p><table><tr><td colspan="2">å</td></tr></table>',
    none,
  )
  expect(html).toBe(
    '<h1>Hej</h1><p>Se <a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer nofollow" target="_blank">sidan</a> eller <a href="mailto:b@example.org" rel="noopener noreferrer nofollow" target="_blank">skriv</a>.</p><table><tr><td colspan="2">å</td></tr></table>',
  )
  expect(textOf(html)).toBe('Hej\n\nSe sidan eller skriv.\n\nå')
})

test('the text of what was escaped is what was written, and preformatted lines stay lines', () => {
  expect(textOf(sanitiseMail('<p>1 &lt; 2 &amp;amp; 3 &gt; &quot;2&quot;</p>', none))).toBe('1 < 2 &amp; 3 > "2"')
  expect(textOf(sanitiseMail('<pre>a\nb\n\nc</pre>', none))).toBe('a\nb\n\nc')
})

test.each([
  ['a 50 KB table', '<table>'.concat('<tr><td>cell</td><td>cell</td></tr>'.repeat(1_400), '</table>'), 1_400],
  ['a table whose rows are never closed', `<table>${'<tr><td>cell'.repeat(3_000)}`, 3_000],
])('%s stays whole', (_what, html, rows) => {
  const clean = sanitiseMail(html, none)
  expectHarmless(clean)
  expect(clean.match(/<tr>/g)?.length).toBe(rows)
})

test('markup a hundred thousand levels deep loses its tags and keeps its words', () => {
  const clean = sanitiseMail(`${'<b><div>'.repeat(50_000)}word`, none)
  expectHarmless(clean)
  expect(textOf(clean)).toBe('word')
  expect(clean.match(/<div>/g)?.length).toBeLessThan(101)
})

test('the frame’s document carries the policy before anything else, and shows only pictures that came in the message and can’t run', () => {
  const bytes = Buffer.from('abc')
  const html = sanitiseMail('<p>x<img src="cid:a&amp;b"><img src="cid:tecknad"></p>', new Set(['a&b', 'tecknad']))
  const page = mailDocument(html, [
    { contentId: 'a&b', mediaType: 'image/png', bytes },
    { contentId: 'tecknad', mediaType: 'image/svg+xml', bytes },
  ])
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style'))
  expect(page).toContain(`content="${mailFrameCsp}"`)
  expect(page.match(/src="[^"]*"/g)).toEqual(['src="data:image/png;base64,YWJj"', 'src=""'])
  expect(page).not.toContain('cid:')
  for (const rule of ["default-src 'none'", 'img-src data:', "form-action 'none'", "base-uri 'none'"]) expect(mailFrameCsp).toContain(rule)
  expect(mailFrameCsp).not.toMatch(/unsafe|https?:|\*/)
})
