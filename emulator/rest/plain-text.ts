import type { Message } from '../state/model.ts'

const BORDER = '-'.repeat(54)

/** A text as portals show it in a line of their list: without BBCode, quotations, and line breaks. */
function plainText(text: string): string {
  return withoutQuotations(text)
    .replaceAll(/\[br\]|#br#/gi, ' ')
    .replaceAll(/\[img[^\]]*\][^[]*\[\/img\]/gi, '[Picture]')
    .replaceAll(/\[disk=\d+\]/gi, '[File]')
    .replaceAll(/\[attach=\d+\]/gi, '[Attachment]')
    .replaceAll(/\[\/?(?:b|i|u|s|code|url|user|chat|size|color|icon|send|put|call|rating|timestamp|context|dialog)(?:[= ][^\]]*)?\]/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** What a portal's list says of a message, in the portal's language. */
export function plainMessage(message: Message | undefined): string {
  if (!message) {
    return ''
  }
  if (message.deleted) {
    return 'This message was deleted'
  }
  const parts = [message.file && '[File]', message.sticker && '[Sticker]', plainText(message.text), message.attach && '[Attachment]']
  return parts.filter(Boolean).join(' ')
}

function withoutQuotations(text: string): string {
  const lines = text.split('\n').filter(line => !line.startsWith('>>'))
  const borders = lines.flatMap((line, index) => line.trim() === BORDER ? [index] : [])
  const isQuoted = (index: number) => borders.some((border, position) => (
    position % 2 === 0 && index >= border && index <= (borders[position + 1] ?? -1)
  ))
  return lines.filter((_, index) => !isQuoted(index)).join('\n')
}
