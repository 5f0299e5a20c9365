/*
 * Texts of messages are BBCode that people have written. Here they become plain text: nothing of them is ever markup, and
 * no address in them is followed. One pass over the characters, so that no text, however it is nested, takes long.
 */

export const attachmentKinds = ['file', 'image', 'video', 'audio', 'sticker', 'attachment'] as const

/** What a message brings along beside its text; `attachment` is a block of rich content made by an app. */
export type AttachmentKind = typeof attachmentKinds[number]

/** A user id, or everybody in the chat. */
export type Mention = number | 'all'

/** A part of a message. Lines are kept. */
export interface TextBlock {
  readonly kind: 'text' | 'quote'
  readonly text: string
  /** Who is quoted, as the quotation says; null where it does not. */
  readonly author: string | null
}

export interface MessageText {
  /** What the author wrote, without what is quoted. Lines are kept. */
  readonly text: string
  /** The same in its order, with the quotations. */
  readonly blocks: readonly TextBlock[]
  /** Who is mentioned, but for mentions inside a quotation. */
  readonly mentions: ReadonlySet<Mention>
  readonly attachment: AttachmentKind | null
  /** A deleted message keeps its place, without a text or an attachment. */
  readonly isDeleted: boolean
}

/** A message as a row of a list shows it. */
export interface MessagePreview extends Omit<MessageText, 'blocks'> {
  /** On one line, at most `maxPreviewLength` long; the quoted text where the message is nothing but a quotation. */
  readonly text: string
}

export interface MessageTextOptions {
  /** What came with the message; a file named in the text counts as well. @default null */
  readonly attachment?: AttachmentKind | null
  /** How a moment in the text reads, in the person's language and time zone. @default ISO 8601 without seconds, in UTC */
  readonly formatTime?: (at: Date) => string
}

/** In UTF-16 code units: more than two lines of a row hold. */
export const maxPreviewLength = 300

/** The plain text of a message. Never throws, whatever the text is. */
export function parseMessageText(raw: string, options: MessageTextOptions = {}): MessageText {
  const { text: plain, mentions, attachment: inText } = withoutTags(raw, options.formatTime ?? inUtc)
  const attachment = options.attachment ?? inText
  const { blocks, isQuoted } = blocksOf(plain)
  return {
    text: joined(blocks, 'text'),
    blocks,
    mentions: new Set(mentions.filter(({ at }) => !isQuoted(at)).map(({ who }) => who)),
    attachment,
    isDeleted: attachment === null && raw.trim() === '',
  }
}

/** A message on one line, for a row. Never throws, whatever the text is. */
export function parsePreview(raw: string, options?: MessageTextOptions): MessagePreview {
  return previewOf(parseMessageText(raw, options))
}

/** A message on one line. */
export function previewOf({ text, blocks, mentions, attachment, isDeleted }: MessageText): MessagePreview {
  return { text: onOneLine(text) || onOneLine(joined(blocks, 'quote')), mentions, attachment, isDeleted }
}

/** Whether a message is meant for this person. */
export const mentionsReader = (mentions: ReadonlySet<Mention>, userId: number | null): boolean => (
  mentions.has('all') || (userId !== null && mentions.has(userId))
)

export interface PlainText {
  readonly text: string
  /** The address of the first link, as it stands there; null where there is none. To be checked before it is used. */
  readonly link: string | null
}

/** The plain text of a notification, which is BBCode or HTML. Never throws, whatever the text is. */
export function parseNotificationText(raw: string, options: MessageTextOptions = {}): PlainText {
  const html = withoutHtml(raw)
  const { text, link } = withoutTags(html.text, options.formatTime ?? inUtc)
  return { text: text.replaceAll('\u00A0', ' ').split('\n').map(line => line.trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim(), link: html.link ?? link }
}

const inUtc = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= maxPreviewLength) return line
  // Not between the two halves of a character.
  const end = /[\uD800-\uDBFF]/.test(line.charAt(maxPreviewLength - 2)) ? maxPreviewLength - 2 : maxPreviewLength - 1
  return `${line.slice(0, end).trimEnd()}…`
}

const joined = (blocks: readonly TextBlock[], kind: TextBlock['kind']) => (
  blocks.filter(block => block.kind === kind).map(({ text }) => text).join('\n').trim()
)

/* ---- Quotations ---- */

const quoteLine = /^-{54}$/

/** A quotation stands between two lines of 54 hyphens, or in lines that begin with `>>`. */
function blocksOf(plain: string): { readonly blocks: readonly TextBlock[], readonly isQuoted: (at: number) => boolean } {
  const lines = plain.split('\n')
  const borders = lines.flatMap((line, index) => (quoteLine.test(line.trim()) ? [index] : []))
  const blocks: { kind: TextBlock['kind'], author: string | null, lines: string[], isOpen: boolean }[] = []
  /** Where each line begins, and whether it is part of a quotation. */
  const starts: number[] = []
  const quoted: boolean[] = []
  let border = 0
  let isInside = false
  let offset = 0
  for (const [index, line] of lines.entries()) {
    const isBorder = borders[border] === index
    if (isBorder) border += 1
    const opens = isBorder && !isInside && border < borders.length
    const closes = isBorder && isInside
    const isArrow = !isInside && !isBorder && line.startsWith('>>')
    const last = blocks.at(-1)
    if (opens) {
      isInside = true
      blocks.push({ kind: 'quote', author: null, lines: [], isOpen: true })
    } else if (closes) {
      isInside = false
      if (last !== undefined) last.isOpen = false
    } else if (isInside && last !== undefined) {
      const author = last.lines.length === 0 && last.author === null ? authorIn(line) : null
      if (author === null) last.lines.push(line)
      else last.author = author
    } else {
      const kind = isArrow ? 'quote' : 'text'
      const shown = isArrow ? line.slice(2).trimStart() : line
      if (last?.kind === kind && last.isOpen) last.lines.push(shown)
      else blocks.push({ kind, author: null, lines: [shown], isOpen: true })
    }
    starts.push(offset)
    quoted.push(opens || closes || isInside || isArrow)
    offset += line.length + 1
  }
  return {
    blocks: blocks
      .map(({ kind, author, lines: own }) => ({ kind, author, text: own.join('\n').trim() }))
      .filter(({ text, author }) => text !== '' || author !== null),
    isQuoted: at => quoted[lineAt(starts, at)] ?? false,
  }
}

/** The line a place in the text belongs to, found by halves. */
function lineAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The first line of a quotation names who is quoted, and when: `Anna Weber [today, 10:15] #chat5/381`. */
function authorIn(line: string): string | null {
  const header = line.trim().replace(/ #[\w:]{1,40}\/\d{1,20}$/, '')
  const date = header.lastIndexOf(' [')
  return header.endsWith(']') && date > 0 ? header.slice(0, date).trim() : null
}

/* ---- BBCode ---- */

/** What may follow the name: nothing, a value, or either. */
type Form = 'bare' | 'valued' | 'either'

const tags: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['b', 'bare'], ['i', 'bare'], ['u', 'bare'], ['s', 'bare'], ['code', 'bare'], ['br', 'bare'],
  ['url', 'either'], ['img', 'either'], ['send', 'either'], ['put', 'either'], ['call', 'either'],
  ['user', 'valued'], ['chat', 'valued'], ['size', 'valued'], ['color', 'valued'], ['icon', 'valued'], ['disk', 'valued'],
  ['attach', 'valued'], ['rating', 'valued'], ['timestamp', 'valued'], ['context', 'valued'], ['dialog', 'valued'],
])
const longestName = Math.max(...[...tags.keys()].map(name => name.length))

interface Tag {
  readonly name: string
  readonly isClosing: boolean
}

interface WithoutTags extends PlainText {
  readonly mentions: readonly { readonly at: number, readonly who: Mention }[]
  readonly attachment: AttachmentKind | null
}

/**
 * A text without the tags that Bitrix24 knows; any other stays. Each `]` is compared with what stands before it in the
 * text as it is by then, so that taking one tag out never leaves another. What stands in [CODE] stays as it is.
 */
function withoutTags(raw: string, formatTime: (at: Date) => string): WithoutTags {
  const source = raw.replace(/\r\n?/g, '\n').replace(/#BR#/gi, '\n')
  const out: string[] = []
  /** Where in `out` an opening bracket waits for its end. */
  const open: number[] = []
  const mentions: { at: number, who: Mention }[] = []
  const endOfCode = /\[\/code\]/gi
  let hasEndOfCode = true
  let attachment: AttachmentKind | null = null
  let imageAt: number | null = null
  let linkAt: number | null = null
  let link: string | null = null

  function cut(length: number): void {
    out.length = length
    while ((open.at(-1) ?? -1) >= length) open.pop()
    while ((mentions.at(-1)?.at ?? -1) > length) mentions.pop()
  }

  function write(text: string): void {
    for (let at = 0; at < text.length; at += 1) out.push(text.charAt(at))
  }

  /** Takes the tag out that began at `from`. Returns how far in the source its content has been dealt with. */
  function take({ name, isClosing }: Tag, from: number, next: number): number {
    const value = out.slice(from + name.length + 1).join('').replace(/^[= ]/, '')
    cut(from)
    if (isClosing) {
      if (name === 'img' && imageAt !== null) {
        cut(Math.min(imageAt, out.length))
        attachment ??= 'image'
        imageAt = null
      } else if (name === 'url' && linkAt !== null) {
        link ??= out.slice(linkAt).join('').trim() || null
        linkAt = null
      }
      return next
    }
    switch (name) {
      case 'br':
        out.push('\n')
        break
      case 'code': {
        if (!hasEndOfCode) break
        endOfCode.lastIndex = next
        const end = endOfCode.exec(source)
        hasEndOfCode = end !== null
        if (end === null) break
        open.length = 0
        write(source.slice(next, end.index))
        return endOfCode.lastIndex
      }
      case 'user': {
        const who = mentionIn(value)
        if (who !== null) mentions.push({ at: from, who })
        break
      }
      case 'img':
        imageAt = from
        break
      case 'url':
        if (value === '') linkAt = from
        else link ??= value.trim() || null
        break
      case 'disk':
        attachment ??= 'file'
        break
      case 'attach':
        attachment ??= 'attachment'
        break
      case 'icon':
        write(titleIn(value))
        break
      case 'rating':
        if (/^[1-5]$/.test(value.trim())) write('★'.repeat(Number(value)))
        break
      case 'timestamp': {
        const at = new Date(Number(/^\d{1,11}(?!\d)/.exec(value)?.[0]) * 1000)
        if (!Number.isNaN(at.getTime())) write(formatTime(at))
        break
      }
      default:
    }
    return next
  }

  for (let at = 0; at < source.length;) {
    const character = source.charAt(at)
    at += 1
    if (character === ']') {
      let from = open.pop()
      let tag = from === undefined ? null : tagAt(out, from)
      while (from !== undefined && tag === null) {
        from = open.pop()
        tag = from === undefined ? null : tagAt(out, from)
      }
      if (from !== undefined && tag !== null) {
        at = take(tag, from, at)
        continue
      }
    } else if (character === '[') open.push(out.length)
    out.push(character)
  }
  return { text: out.join(''), mentions, attachment, link }
}

/** The tag that begins at an opening bracket and is about to be closed; null where Bitrix24 knows none such. */
function tagAt(out: readonly string[], from: number): Tag | null {
  const isClosing = out[from + 1] === '/'
  const start = from + (isClosing ? 2 : 1)
  let end = start
  while (end < out.length && end - start <= longestName && /[a-z]/i.test(out[end] ?? '')) end += 1
  const name = out.slice(start, end).join('').toLowerCase()
  const form = tags.get(name)
  if (form === undefined) return null
  const follower = out[end]
  if (isClosing) return follower === undefined ? { name, isClosing } : null
  if (follower === undefined) return form === 'valued' ? null : { name, isClosing }
  // [IMG SIZE=…] has attributes instead of a value.
  return form !== 'bare' && (follower === '=' || (follower === ' ' && name === 'img')) ? { name, isClosing } : null
}

function mentionIn(value: string): Mention | null {
  const [, who = ''] = /^(all|\d{1,15})(?=\s|$)/i.exec(value) ?? []
  if (who === '') return null
  return who.toLowerCase() === 'all' ? 'all' : Number(who)
}

/** What an icon is said to be: `[ICON=/a.png SIZE=20 TITLE=Smile]`. */
function titleIn(value: string): string {
  const at = value.search(/\stitle=/i)
  if (at < 0) return ''
  return value.slice(at + 7).replace(/\s(?:size|width|height)=.*$/is, '').replace(/[[\]]/g, '').trim()
}

/* ---- HTML ---- */

const entities: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', laquo: '«', raquo: '»', ldquo: '“', rdquo: '”', bdquo: '„',
  lsquo: '‘', rsquo: '’', ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', copy: '©', reg: '®', trade: '™',
  euro: '€', pound: '£', sect: '§', deg: '°', times: '×', minus: '−', rarr: '→', larr: '←', shy: '', zwnj: '\u200C', zwj: '\u200D',
}

const blockTags = /^\/?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|blockquote|hr)$/

/** Drops tags, and what is no text at all (scripts, styles), and decodes character references. Needs no document. */
function withoutHtml(raw: string): PlainText {
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
