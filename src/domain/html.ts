import type { PlainText } from './bbcode.ts'

const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', laquo: '«', raquo: '»', ldquo: '“', rdquo: '”', bdquo: '„',
  lsquo: '‘', rsquo: '’', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', copy: '©', reg: '®', trade: '™',
  euro: '€', pound: '£', sect: '§', deg: '°', times: '×', minus: '−', rarr: '→', larr: '←', shy: '', zwnj: '\u200C', zwj: '\u200D',
}

const blockTags = /^\/?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|blockquote|hr)$/

/** Drops tags, and what is no text at all (scripts, styles), and decodes character references. Needs no document. */
export function withoutHtml(raw: string): PlainText {
  let text = ''
  let link: string | null = null
  let at = 0
  while (at < raw.length) {
    const begin = raw.indexOf('<', at)
    if (begin < 0) break
    text += raw.slice(at, begin)
    const name = /^(?:\/?[a-z][a-z0-9]{0,19}|!)/i.exec(raw.slice(begin + 1, begin + 22))?.[0].toLowerCase()
    const end = name === undefined ? -1 : raw.indexOf(name === '!' && raw.startsWith('<!--', begin) ? '-->' : '>', begin)
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
