import type { PlainText } from './bbcode.ts'

const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', laquo: '«', raquo: '»', ldquo: '“', rdquo: '”', bdquo: '„',
  lsquo: '‘', rsquo: '’', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', copy: '©', reg: '®', trade: '™',
  euro: '€', pound: '£', sect: '§', deg: '°', times: '×', minus: '−', rarr: '→', larr: '←', shy: '', zwnj: '\u200C', zwj: '\u200D',
}

const blockTags = /^\/?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|blockquote|hr)$/

/** What HTML knows and texts may hold. Anything else between angle brackets is text: an address, a comparison, a name. */
const tag = new RegExp('<(?:!--|!doctype(?=[\\s>])|/?(?:'
  + 'a|abbr|b|big|blockquote|body|br|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|ins|kbd|li|'
  + 'mark|meta|nobr|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr'
  + ')(?=[\\s/>]))', 'iy')
/** Not attributes but words after a single letter: `a<b and c>d`. */
const comparison = /<[abipqsu]\s{1,99}(?![\s/>]|[a-z-]{1,20}\s{0,9}=)/iy

/** The name of a tag that begins here, with its slash; undefined where none does. */
function tagAt(raw: string, begin: number): string | undefined {
  tag.lastIndex = begin
  comparison.lastIndex = begin
  return comparison.test(raw) ? undefined : tag.exec(raw)?.[0].slice(1).toLowerCase()
}

/** Drops tags, and what is no text at all (scripts, styles), and decodes character references. Needs no document. */
export function withoutHtml(raw: string): PlainText {
  let text = ''
  let link: string | null = null
  let at = 0
  while (at < raw.length) {
    const begin = raw.indexOf('<', at)
    if (begin < 0) break
    text += raw.slice(at, begin)
    const name = tagAt(raw, begin)
    const end = name === undefined ? -1 : raw.indexOf(name === '!--' ? '-->' : '>', begin)
    if (name === undefined) {
      text += '<'
      at = begin + 1
      continue
    }
    // A tag that never ends is none, and neither is any after it.
    if (end < 0) {
      text += raw.slice(begin)
      at = raw.length
      break
    }
    at = raw.indexOf('>', end) + 1
    if (name === 'a') link ??= hrefIn(raw.slice(begin, end))
    if (blockTags.test(name)) text += '\n'
    if (name === 'script' || name === 'style') {
      const close = new RegExp(`</${name}\\s{0,9}>`, 'gi')
      close.lastIndex = at
      at = close.exec(raw) === null ? raw.length : close.lastIndex
    }
  }
  return { text: decoded(text + raw.slice(at)), link }
}

function hrefIn(tag: string): string | null {
  const [, quoted, single, bare] = /\shref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag) ?? []
  const href = quoted ?? single ?? bare
  return href === undefined ? null : decoded(href).trim() || null
}

const decoded = (text: string) => text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (
  whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined,
) => {
  if (name !== undefined) return Object.hasOwn(entities, name.toLowerCase()) ? entities[name.toLowerCase()] ?? whole : whole
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const isCharacter = point >= 0x20 && point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF)
  return isCharacter || point === 9 || point === 10 ? String.fromCodePoint(point) : whole
})
