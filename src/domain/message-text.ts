import { type AttachmentKind, type Mention, type PlainText, withoutTags } from './bbcode.ts'
import { withoutHtml } from './html.ts'
import { blocksOf, type TextBlock } from './quotations.ts'

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
