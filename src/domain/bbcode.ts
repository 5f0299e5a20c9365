/*
 * Texts of messages are BBCode that people have written. Here they become plain text: nothing of them is ever markup, and
 * no address in them is followed. One pass over the characters, so that no text, however it is nested, takes long.
 */

/** What a message brings along beside its text; `attachment` is a block of rich content made by an app. */
export type AttachmentKind = 'file' | 'image' | 'video' | 'audio' | 'sticker' | 'attachment'

/** A user id, or everybody in the chat. */
export type Mention = number | 'all'

export interface PlainText {
  readonly text: string
  /** The address of the first link, as it stands there; null where there is none. To be checked before it is used. */
  readonly link: string | null
}

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

export interface WithoutTags extends PlainText {
  readonly mentions: readonly { readonly at: number, readonly who: Mention }[]
  readonly attachment: AttachmentKind | null
}

/**
 * A text without the tags that Bitrix24 knows; any other stays. Each `]` is compared with what stands before it in the
 * text as it is by then, so that taking one tag out never leaves another. What stands in [CODE] stays as it is.
 */
export function withoutTags(raw: string, formatTime: (at: Date) => string): WithoutTags {
  const source = raw.replace(/\r\n?/g, '\n')
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

  /** The older sign for a line break may also come together by a tag that was taken out of it. */
  function push(character: string): void {
    if (character === '#' && /^#br$/i.test(out.slice(-3).join(''))) {
      cut(out.length - 3)
      out.push('\n')
    } else {
      out.push(character)
    }
  }

  function write(text: string): void {
    for (let at = 0; at < text.length; at += 1) push(text.charAt(at))
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
    push(character)
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
