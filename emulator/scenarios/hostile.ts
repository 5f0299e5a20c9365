import type { Portal } from '../state/portal.ts'
import { sendMessage } from '../state/conversation.ts'
import { addPerson } from './people.ts'

const ME = 1
const EVE = 2
const MINUTE = 60_000
const BORDER = '-'.repeat(54)

/** What should stay text wherever it is shown. */
const TEXTS = [
  '<img src=x onerror="window.intruded=1"><script>window.intruded=1</script>',
  '[URL=javascript:window.intruded=1]free money[/URL] [URL]data:text/html,<script>opener.intruded=1</script>[/URL]',
  '[IMG]javascript:window.intruded=1[/IMG][ICON=javascript:window.intruded=1 TITLE="><script>window.intruded=1</script>]',
  '[[B]B]nested[/[/B]B] [USER=[USER=1]x]you[/USER] [USER=1 onclick=window.intruded=1]Anna[/USER]',
  `${BORDER}\n<b>Anna</b> [today]\n[USER=1]quoted[/USER]\n${BORDER}`,
  '{{ constructor.constructor("window.intruded=1")() }} ${7*7} @:failures.limit.title {0} | a | b $result[counters]',
  'Invoice \u202Egnp.exe\u202C \u2066\u2067\u2069 \u200Fend\u202E\u202E',
  `A${'\u0301'.repeat(500)}`,
  '[B]'.repeat(2_000),
  'x'.repeat(20_000),
  `${BORDER}\n`.repeat(51),
  '[SEND=/delete all]ok[/SEND] [PUT=x]ok[/PUT] [CALL=0900]ok[/CALL] [DISK=999999] [ATTACH=1] [TIMESTAMP=99999999999999] [RATING=1000000]',
  '',
]
const NOTIFICATIONS = [
  '<a href="javascript:window.intruded=1" onclick="window.intruded=1">Click</a><script>window.intruded=1</script>',
  '<a href="https://foreign.example/">Away</a> [URL=//foreign.example]away[/URL]',
  '&lt;img src=x onerror=window.intruded=1&gt; &#60;script&#62;window.intruded=1&#60;/script&#62; &#91;B&#93;',
  '<a href="/\\foreign.example/x">Away</a><style>*{display:none}</style><iframe src="https://foreign.example/"></iframe>',
]

/** People who mean no good: names, messages, files and notifications that are markup, addresses, or far too long. */
export function hostile(portal: Portal): void {
  addPerson(portal, { id: ME, firstName: 'Anna', lastName: 'Weber', gender: 'F', admin: true })
  addPerson(portal, { id: EVE, firstName: '<b>Eve</b>', lastName: '[B]{{7*7}}[/B]', position: '<script>window.intruded=1</script>', avatar: 'javascript:window.intruded=1', color: 'red;background:url(https://foreign.example/x)' })
  TEXTS.forEach((text, index) => {
    const chat = portal.addChat({ section: 'chat', name: text.slice(0, 10_000) || ' ', color: 'url(https://foreign.example/x)', avatar: '//foreign.example/x.png', members: [ME, EVE] })
    sendMessage(portal, chat, { authorId: EVE, text, at: portal.now() - (TEXTS.length - index) * MINUTE, ...text === '' && { deleted: true } })
  })
  const chat = portal.openPrivateChat(ME, EVE)
  TEXTS.forEach((text, index) => sendMessage(portal, chat, { authorId: EVE, text, at: portal.now() - (TEXTS.length - index) * MINUTE }))
  sendMessage(portal, chat, { authorId: EVE, text: '[USER=1]<i>Anna</i>[/USER]', file: { type: 'image', name: '"><img src=x onerror=window.intruded=1>.png', size: 1 } })
  for (const text of NOTIFICATIONS) {
    portal.unreadNotifications.add(ME, { type: 2, authorId: EVE, title: '<b>Title</b>', text })
  }
  portal.unreadNotifications.add(ME, {
    type: 1,
    authorId: EVE,
    text: 'Press',
    buttons: [{ title: '<img src=x onerror=window.intruded=1>', value: 'Y"><script>' }, { title: 'javascript:window.intruded=1', value: '$result[profile]' }],
  })
}
