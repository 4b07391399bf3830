import { createHash } from 'node:crypto'
import sanitizeHtml from 'sanitize-html'

/** A picture that travelled in the message and may be shown in its text. */
export type Picture = { contentId: string; mediaType: string; bytes: Uint8Array }

/** Longer HTML is cut before it is read; what is left is still whole after sanitising. */
const maxHtmlLength = 1_000_000
/** Deeper markup loses its tags but not its words. Newsletters reach about 60. */
const maxNesting = 100
const maxOpen = 500
const withoutContent = new Set(['br', 'hr', 'img', 'col', 'input', 'meta', 'link', 'wbr', 'area', 'base'])
/** What a tag ends without saying so, so that five hundred rows or paragraphs aren't taken for five hundred levels. */
const endedBy: ReadonlyMap<string, readonly string[]> = new Map([
  ['p', ['p']],
  ['li', ['li']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ['td', ['td', 'th']],
  ['th', ['td', 'th']],
  ['tr', ['td', 'th', 'tr']],
])
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

const structure = [
  'p',
  'div',
  'span',
  'br',
  'hr',
  'blockquote',
  'pre',
  'center',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
]
const words = [
  'a',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'strike',
  'del',
  'ins',
  'small',
  'big',
  'sub',
  'sup',
  'code',
  'kbd',
  'samp',
  'tt',
  'q',
  'cite',
  'abbr',
]
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'colgroup', 'col']

/**
 * HTML from outside → HTML that runs nothing, fetches nothing and asks for nothing: an allow-list of tags and attributes, links to
 * web and mail only, pictures only from inside the message. First of three walls; the others are mailFrameCsp and the sandboxed frame.
 * `contentIds`: the pictures that are there; a reference to any other is dropped.
 */
export function sanitiseMail(html: string, contentIds: ReadonlySet<string>): string {
  return sanitizeHtml(flattened(html.slice(0, maxHtmlLength)), {
    allowedTags: [...structure, ...words, ...tables, 'img'],
    allowedAttributes: {
      a: ['href', 'rel', 'title', 'target'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan', 'align', 'valign'],
      th: ['colspan', 'rowspan', 'align', 'valign', 'scope'],
      ol: ['start', 'type'],
      '*': ['dir', 'lang'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['cid'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    // Their text is code or was meant for nobody to read.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'title', 'svg'],
    nestingLimit: maxNesting,
    transformTags: {
      a: (tagName, { href, title }) => ({ tagName, attribs: linkOf(href, title) }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !contentIds.has(contentIdOf(frame.attribs.src)),
  })
}

/**
 * Takes away opening tags where hundreds stand open, and leaves the words. The sanitiser's cost grows with the square of the depth: a
 * megabyte of `<b><div>` held it for 19 s, so 1 MiB of HTML could have stopped everyone's mail. Follows the parser's own stack.
 */
function flattened(html: string): string {
  const open: string[] = []
  return html.replace(/<(\/?)([a-z][a-z0-9:-]*)[^<>]*>?/gi, (tag, slash: string, given: string) => {
    const name = given.toLowerCase()
    if (slash) {
      const at = open.lastIndexOf(name)
      if (at >= 0) open.length = at
      return tag
    }
    if (withoutContent.has(name)) return tag
    while (endedBy.get(name)?.includes(open.at(-1) ?? '')) open.pop()
    if (open.length >= maxOpen) return ' '
    open.push(name)
    return tag
  })
}

/** A new window, no opener, no referrer: the site mustn't learn from where it was opened. Relative links lead nowhere and are dropped. */
function linkOf(href: string | undefined, title: string | undefined): Record<string, string> {
  const link: Record<string, string> = title === undefined ? {} : { title }
  if (href === undefined || !/^\s*(https?:\/\/|mailto:)/i.test(href)) return link
  return { ...link, href: href.trim(), rel: 'noopener noreferrer nofollow', target: '_blank' }
}

function contentIdOf(src: string | undefined): string {
  if (src === undefined || !/^cid:/i.test(src)) return ''
  try {
    return decodeURIComponent(src.slice(4))
  } catch {
    return src.slice(4) // a stray % is not an escape
  }
}

const looks =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:0 0 0 .5em;padding-left:.75em;border-left:3px solid #888}'

/**
 * For the frame's own document, as a header on a route or inside srcdoc. A srcdoc frame also inherits the policy of the page around it,
 * so that page must allow the same style hash and `img-src data:`.
 */
export const mailFrameCsp = `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(looks).digest('base64')}'; form-action 'none'; base-uri 'none'`

/** Sanitised HTML (from sanitiseMail, nothing else) → a whole document for `<iframe sandbox srcdoc>`, its pictures inside it as data. */
export function mailDocument(sanitised: string, pictures: readonly Picture[] = []): string {
  const shown = sanitised.replace(
    /(<img\b[^>]*?\ssrc=")(cid:[^"]*)"/gi,
    (_tag, before: string, src: string) => `${before}${dataOf(unescaped(src), pictures)}"`,
  )
  return `<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${mailFrameCsp}"><meta name="referrer" content="no-referrer"><style>${looks}</style></head><body>${shown}</body></html>`
}

/** Only pictures that a browser decodes without running anything: never SVG. */
function dataOf(src: string, pictures: readonly Picture[]): string {
  const picture = pictures.find(({ contentId }) => contentId === contentIdOf(src))
  if (!picture || !pictureTypes.has(picture.mediaType.toLowerCase())) return ''
  return `data:${picture.mediaType.toLowerCase()};base64,${Buffer.from(picture.bytes).toString('base64')}`
}

const blocks = /<\/?(?:p|div|blockquote|pre|center|h[1-6]|ul|ol|dl|dt|dd|table|caption|tr)\b[^>]*>|<(?:br|hr)\b[^>]*>/gi

/** Sanitised HTML → plain text. Simple because it is given only what sanitiseMail wrote: well formed, and with four entities. */
export function textOf(sanitised: string): string {
  const lines = sanitised
    .replace(/<pre\b[^>]*>[\s\S]*?<\/pre>/gi, (pre) => pre.replace(/\n/g, '<br />'))
    .replace(/\s+/g, ' ')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/t[dh]>/gi, ' ')
    .replace(/<\/p>|<\/h[1-6]>|<\/table>/gi, '\n\n')
    .replace(blocks, '\n')
    .replace(/<[^>]*>/g, '')
  return unescaped(lines)
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}
