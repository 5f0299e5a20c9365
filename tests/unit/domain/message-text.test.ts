import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuick, runs } from '../runs.ts'
import {
  maxPreviewLength, mentionsReader, parseMessageText, parseNotificationText, parsePreview,
} from '../../../src/domain/message-text.ts'

const border = '-'.repeat(54)
const textOf = (raw: string) => parseMessageText(raw).text

describe('a message', () => {
  it.each([
    ['Hello', 'Hello'],
    ['[B]bold[/B] [I]italic[/I] [U]under[/U] [S]struck[/S]', 'bold italic under struck'],
    ['[b]small[/B] letters', 'small letters'],
    ['[USER=12]Anna Weber[/USER], look', 'Anna Weber, look'],
    ['[USER=12 REPLACE]Anna[/USER]', 'Anna'],
    ['[USER=all]All participants[/USER]', 'All participants'],
    ['[CHAT=5]Sales team[/CHAT]', 'Sales team'],
    ['[URL=https://example.com/?a=1]the page[/URL]', 'the page'],
    ['[URL]https://example.com/[/URL]', 'https://example.com/'],
    ['[SIZE=20]large[/SIZE] [COLOR=#ff0000]red[/COLOR]', 'large red'],
    ['[ICON=https://example.com/s.png SIZE=20 TITLE=Smile] well', 'Smile well'],
    ['[ICON=/s.png] well', 'well'],
    ['[SEND=/help]Help[/SEND] [PUT=/find ]Find[/PUT] [CALL=+49301234]Call us[/CALL]', 'Help Find Call us'],
    ['[SEND]yes[/SEND] [PUT]no[/PUT] [CALL]+49301234[/CALL]', 'yes no +49301234'],
    ['[RATING=4]', '★★★★'],
    ['[RATING=999999999]', ''],
    ['at [TIMESTAMP=1772704800 FORMAT=SHORT_TIME_FORMAT]', 'at 2026-03-05 10:00 UTC'],
    ['[TIMESTAMP=99999999999999999999]', ''],
    ['[context=chat5/381]this[/context] and [dialog=chat5]there[/dialog]', 'this and there'],
    ['one[BR]two#BR#three\r\nfour', 'one\ntwo\nthree\nfour'],
    ['[CODE]a[i] = [B]b[/B][/CODE] done', 'a[i] = [B]b[/B] done'],
    ['[CODE]never closed [B]b[/B]', 'never closed b'],
    ['[TODO] [1] [quote]as it is[/quote] a[0]', '[TODO] [1] [quote]as it is[/quote] a[0]'],
    ['<b>not</b> markup &amp; <img src=x onerror=alert(1)>', '<b>not</b> markup &amp; <img src=x onerror=alert(1)>'],
    ['[[B]B]x[/[/B]B]', 'x'],
    ['[URL=[B]x[/B]]y[/URL]', 'y'],
    ['[ICON=/s.png TITLE=a[]B]', 'aB]'],
    ['[USER=12', '[USER=12'],
    ['[USER]nobody[/USER]', '[USER]nobody'],
  ])('%j reads %j', (raw, text) => {
    expect(textOf(raw)).toBe(text)
  })

  it.each([
    ['[DISK=77]', 'file'], ['look [IMG]https://example.com/p.png[/IMG]', 'image'], ['[IMG SIZE=medium]https://example.com/p.png[/IMG]', 'image'],
    ['[ATTACH=5]', 'attachment'], ['nothing', null],
  ] as const)('%j brings along: %s', (raw, attachment) => {
    const message = parseMessageText(raw)
    expect(message).toMatchObject({ attachment, isDeleted: false })
    expect(message.text).not.toMatch(/https|\[/)
  })

  it('is deleted when it is empty and brings nothing', () => {
    expect(parseMessageText(' \n').isDeleted).toBe(true)
    expect(parseMessageText('', { attachment: 'sticker' })).toMatchObject({ isDeleted: false, attachment: 'sticker' })
    expect(parseMessageText('[B][/B]').isDeleted).toBe(false)
  })

  it('tells moments as it is told to', () => {
    expect(parseMessageText('[TIMESTAMP=0]', { formatTime: at => `on ${at.getTime()}` }).text).toBe('on 0')
  })

  it('keeps its lines, and quotations apart', () => {
    const raw = `${border}\nAnna Weber [05.03.2026, 10:15] #chat5/381\nWho [B]goes[/B]?\nTomorrow.\n${border}\nI do.\n\n>> and the train?\n>>at nine\nNo.`
    expect(parseMessageText(raw)).toMatchObject({
      text: 'I do.\nNo.',
      blocks: [
        { kind: 'quote', author: 'Anna Weber', text: 'Who goes?\nTomorrow.' },
        { kind: 'text', author: null, text: 'I do.' },
        { kind: 'quote', author: null, text: 'and the train?\nat nine' },
        { kind: 'text', author: null, text: 'No.' },
      ],
    })
    expect(parsePreview(raw).text).toBe('I do. No.')
  })

  it('quotes without a name, and takes a single line of hyphens for a line', () => {
    expect(parseMessageText(`${border}\nWho goes?\n${border}\nMe`).blocks).toEqual([
      { kind: 'quote', author: null, text: 'Who goes?' }, { kind: 'text', author: null, text: 'Me' },
    ])
    expect(textOf(`a\n${border}\nb`)).toBe(`a\n${border}\nb`)
    expect(parseMessageText(`a\n${border}\nq\n${border}\nb\n${border}\nc`).text).toBe(`a\nb\n${border}\nc`)
  })

  it('that is nothing but a quotation is shown by what it quotes', () => {
    expect(parsePreview(`${border}\nAnna [10:15]\nWho goes?\n${border}`)).toMatchObject({ text: 'Who goes?', isDeleted: false })
  })

  it('says whom it mentions, but not whom its quotation mentions, nor its code', () => {
    const raw = `${border}\nAnna [10:15]\n[USER=5]Tom[/USER]?\n${border}\n[USER=12]Eve[/USER] [user=ALL]all[/user] [CODE][USER=9]x[/USER][/CODE]\n>> [USER=7]Jo[/USER]`
    const { mentions } = parseMessageText(raw)
    expect([...mentions]).toEqual([12, 'all'])
    expect(mentionsReader(mentions, 5)).toBe(true)
    expect(mentionsReader(new Set([12]), 5)).toBe(false)
    expect(mentionsReader(new Set([12]), 12)).toBe(true)
    expect(mentionsReader(new Set([12]), null)).toBe(false)
  })

  it('in a row is one line of bounded length, with whole characters', () => {
    expect(parsePreview(' one \n\n [B]two[/B]\t three ').text).toBe('one two three')
    const long = parsePreview(`${'x'.repeat(maxPreviewLength - 2)}😀😀`).text
    expect(long).toBe(`${'x'.repeat(maxPreviewLength - 2)}…`)
    expect(parsePreview('x'.repeat(100_000)).text).toHaveLength(maxPreviewLength)
  })
})

describe('a notification', () => {
  it.each([
    ['plain', 'plain'],
    ['<b>Anna</b> has added you to<br>the task &laquo;Plan &amp; budget&raquo;', 'Anna has added you to\nthe task «Plan & budget»'],
    ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['[B]Anna[/B]: &#1055;&#x440;ивет&nbsp;!', 'Anna: Привет !'],
    ['1 < 2 <3 and a<b', '1 < 2 <3 and a<b'],
    ['<script>alert(1)</script><style>p{}</style><!-- > note -->text', 'text'],
    ['<script>alert(1)', ''],
    ['&lt;img src=x&gt; &unknown; &#0; &#xD800;', '<img src=x> &unknown; &#0; &#xD800;'],
    ['<a href="x>y">z</a>', 'y">z'],
    ['Write to Anna <anna@example.com> if a<b and c>d', 'Write to Anna <anna@example.com> if a<b and c>d'],
    ['Set<String> of <Peter>, <bold> and <a.b> or <b-c>, </x>, <b', 'Set<String> of <Peter>, <bold> and <a.b> or <b-c>, </x>, <b'],
    ['x<i or i>y, <b  class="x">bold</b >, <s >struck</s>, <p\n>new, <u/>', 'x<i or i>y, bold, struck,\nnew,'],
    ['<Anna> wrote <b>bold</b>', '<Anna> wrote bold'],
    ['<!DOCTYPE html><B>one</B><BR/>two<br />three<hr>four<img\nsrc="x">', 'one\ntwo\nthree\nfour'],
    ['<SCRIPT type="x">alert(1)</SCRIPT >a<style\n>p{}</style>b', 'ab'],
    ['<scripts>x</scripts> wow <! and <!5>', '<scripts>x</scripts> wow <! and <!5>'],
    ['<table><tbody><tr><td>1</td><th>2</th></tr></tbody></table><font color="red">red</font><h2>head</h2><center>x</center>', '12\n\nred\nhead\nx'],
  ])('%j reads %j', (raw, text) => {
    expect(parseNotificationText(raw).text).toBe(text)
  })

  it.each([
    ['<a class="x" href="/company/?a=1&amp;b=2">task</a>', '/company/?a=1&b=2'],
    ['<a href=\'/a\'>a</a> <a href=/b>b</a>', '/a'],
    ['[URL=/company/personal/]task[/URL]', '/company/personal/'],
    ['[URL]https://example.com/[/URL]', 'https://example.com/'],
    ['<a name="x">no link</a>', null],
    ['nothing', null],
  ])('%j links to %s', (raw, link) => {
    expect(parseNotificationText(raw).link).toBe(link)
  })
})

it('takes a line break that a tag stands in for one', () => {
  expect(parseMessageText('one#[/B]BR#two').text).toBe('one\ntwo')
})

const leftover = /\[\/?(?:b|i|u|s)\]|\[br\]|#br#|\[\/(?:code|url|img|send|put|call|user|chat|size|color|icon|disk|attach|rating|timestamp|context|dialog)\]|\[(?:url|img|send|put|call|user|chat|size|color|icon|disk|attach|rating|timestamp|context|dialog)=[^\]]*\]|\[(?:img|url|send|put|call)\]/i
const names = ['B', 'i', 'U', 's', 'URL', 'img', 'SEND', 'put', 'CALL', 'USER', 'chat', 'SIZE', 'COLOR', 'ICON', 'DISK', 'ATTACH', 'RATING', 'TIMESTAMP', 'context', 'dialog', 'BR', 'quote', 'x']
const part = fc.oneof(
  fc.constantFrom('[', ']', '[/', '=', ' ', '\n', '#BR#', '#', 'BR', '>>', border, `\n${border}\n`, '<', '>', '&', '&lt;', '&#91;', '&#93;', '<b>', '<a href="', '<script>', '</script>', '<!--', ' TITLE=', ' SIZE='),
  fc.constantFrom(...names).map(name => `[${name}]`),
  fc.constantFrom(...names).map(name => `[/${name}]`),
  fc.tuple(fc.constantFrom(...names), fc.oneof(fc.nat().map(String), fc.constant('all'), fc.string({ maxLength: 6 }))).map(([name, value]) => `[${name}=${value}]`),
  fc.constantFrom(...names),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const generated = fc.array(part, { maxLength: 40 }).map(parts => parts.join(''))

it('never throws and leaves no tag of Bitrix24, whatever the text is', () => {
  fc.assert(fc.property(generated, (raw) => {
    const message = parseMessageText(raw)
    for (const { text } of [message, ...message.blocks]) expect(text).not.toMatch(leftover)
    const preview = parsePreview(raw)
    expect(preview.text).not.toMatch(leftover)
    expect(preview.text).not.toContain('\n')
    expect(preview.text.length).toBeLessThanOrEqual(maxPreviewLength)
    expect(message.isDeleted).toBe(raw.trim() === '')
    for (const who of message.mentions) expect(who === 'all' || Number.isSafeInteger(who)).toBe(true)
    expect(parseNotificationText(raw).text).not.toMatch(leftover)
  }), { numRuns: runs(10_000) })
})

it('leaves a text without brackets as it is', () => {
  const plain = fc.string({ unit: 'grapheme', maxLength: 60 }).filter(text => !/[[\]\r\n]|#br#|^>>/i.test(text))
  fc.assert(fc.property(plain, (text) => {
    expect(textOf(text)).toBe(text.trim())
  }), { numRuns: runs(2_000) })
})

it('keeps what HTML does not know as text', () => {
  const word = fc.stringMatching(/^[a-z][a-z\d]{0,9}[.@:=_-][^<>&[\]#\s]{1,9}$/)
  fc.assert(fc.property(word, fc.constantFrom('', '/'), (inside, slash) => {
    expect(parseNotificationText(`before <${slash}${inside}> after`).text).toBe(`before <${slash}${inside}> after`)
  }), { numRuns: runs(1_000) })
})

it.each(['[', ']', '[URL=', '[B]', '[[B]', '[/', '[CODE]', '[CODE][/CODE]', '[ICON=a TITLE=', '[USER=1]', '\n>> [USER=1]', '[ICON=a TITLE=b]', `${border}\n`, '>>\n', '<', '<a href=', '<script>', '<script></script>', '&', '<!--', '&#', ' ', '\n', '[IMG]', '[URL]', '[IMG][/IMG]', '<a href', '<b ', '<b and ', '<anna@', '<!', '</', '<td x', ' size='])(
  'takes time in proportion to a text of %j, over and over', (piece) => {
    // Quadratic time would be minutes, and the test would run out of it.
    const raw = piece.repeat(Math.ceil((isQuick ? 60_000 : 300_000) / piece.length))
    expect(parsePreview(raw).text.length).toBeLessThanOrEqual(maxPreviewLength)
    expect(parseNotificationText(raw).text.length).toBeLessThanOrEqual(raw.length)
  },
)
