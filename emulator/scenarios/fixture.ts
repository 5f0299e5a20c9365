import type { Portal } from '../state/portal.ts'
import { sendMessage } from '../state/conversation.ts'
import { addUnread, markUnread } from './chats.ts'
import { addPerson } from './people.ts'

const ME = 1
const PETER = 547

/**
 * One chat of every kind, with numbers known in advance: tests/fixtures of counters, `total` 42.
 * The chat of the reference page of im.dialog.get is chat1439, and its reader is user 503.
 */
export function fixture(portal: Portal): void {
  addPeople(portal)
  addCounted(portal)
  addMuted(portal)
  addMarked(portal)
  addDealChat(portal)
  addTasks(portal)
  portal.unreadNotifications.set(ME, 4)
  portal.quirks = { numbersAsStrings: ['DIALOG'], unknownKeys: { FUTURE_KIND: { 1: 1 } } }
}

function addPeople(portal: Portal): void {
  addPerson(portal, { id: ME, firstName: 'Anna', lastName: 'Weber', position: 'Head of sales', gender: 'F', admin: true })
  addPerson(portal, { id: 9, firstName: 'Olga', lastName: 'Petrova', position: 'Accountant', gender: 'F' })
  addPerson(portal, { id: 103, firstName: 'John', lastName: 'Smith', position: 'Sales manager' })
  addPerson(portal, { id: 503, firstName: 'Maria', lastName: 'Rossi', position: 'Sales manager', gender: 'F' })
  addPerson(portal, { id: PETER, firstName: 'Peter', lastName: 'Johnson', position: 'Engineer' })
  addPerson(portal, { id: 560, firstName: 'Ken', lastName: 'Sato', position: 'Designer', status: 'away' })
}

function addCounted(portal: Portal): void {
  const members = [ME, 103, PETER]
  addUnread(portal, portal.addChat({ id: 1435, section: 'chat', name: 'Project team', members }), 8, 103)
  addUnread(portal, portal.addChat({ id: 1500, section: 'copilot', name: 'CoPilot: plan for the week', members }), 5, PETER)
  addUnread(portal, portal.addChat({ id: 1510, section: 'collab', name: 'Collab with the agency', extranet: true, members }), 3, 103)
  addUnread(portal, portal.addChat({ id: 1231, section: 'private', members: [PETER, ME] }), 3, PETER)
  addUnread(portal, portal.addChat({ id: 1601, section: 'lines', name: 'Visitor 17 – web chat', members }), 2, 103)
  addUnread(portal, portal.addChat({ id: 1701, section: 'task', name: 'Quarterly report "Q4" <draft>', members: [ME, 9], ownerId: ME, managers: [ME, 9] }), 9, 9)
  const channel = portal.addChat({ id: 1800, section: 'chat', type: 'openChannel', name: 'Company news', members })
  const post = sendMessage(portal, channel, { authorId: ME, text: 'The new office opens on Monday' })
  for (const [id, count] of [[1801, 4], [1802, 2]] as const) {
    const parent = { chatId: channel.id, messageId: post.id }
    addUnread(portal, portal.addChat({ id, section: 'comment', name: 'Comments', members, parent }), count, PETER)
  }
}

function addMuted(portal: Portal): void {
  const noisy = portal.addChat({ id: 1317, section: 'chat', name: 'Lunch', members: [ME, 103, PETER], mutedBy: new Set([ME]) })
  addUnread(portal, noisy, 12, 103)
  const task = portal.addChat({ id: 1319, section: 'task', name: 'Order new chairs', members: [ME, 9], mutedBy: new Set([ME]) })
  addUnread(portal, task, 1, 9)
}

/** The one marked last comes first; 1435 has messages, so its mark adds nothing. */
function addMarked(portal: Portal): void {
  const marked = [
    portal.addChat({ id: 1440, section: 'chat', type: 'open', name: 'Ideas', members: [ME, PETER] }),
    portal.chats.get(1435),
    portal.addChat({ id: 1232, section: 'private', members: [560, ME] }),
  ]
  marked.forEach((chat, index) => chat && markUnread(chat, ME, portal.now() - index))
}

/** As on the reference page: read by its owner alone. */
function addDealChat(portal: Portal): void {
  const owner = 503
  const createdAt = Date.parse('2026-02-25T16:50:58+01:00')
  const chat = portal.addChat({
    id: 1439,
    section: 'chat',
    type: 'crm',
    name: 'Deal Chat',
    description: 'Discussion about the deal',
    color: '#f76187',
    ownerId: owner,
    managers: [owner],
    members: [owner, 103, PETER],
    openToAll: true,
    createdAt,
    entity: {
      type: 'CRM',
      id: 'DEAL|1663',
      data: ['', '', ''],
      link: { type: 'DEAL', url: '/crm/deal/details/1663/', id: 'DEAL|1663' },
    },
  })
  Object.assign(chat.restrictions, { avatar: false, rename: false, leave: true, leaveOwner: false })
  for (const id of [84475, 84476, 84477]) {
    sendMessage(portal, chat, { id, authorId: owner, text: 'About the deal', at: createdAt })
  }
}

function addTasks(portal: Portal): void {
  portal.groups.set(3, { id: 3, name: 'Finance', members: new Set([ME, 9]), visible: false, chatId: null })
  portal.groups.set(4, { id: 4, name: 'Board', members: new Set([9]), visible: false, chatId: null })
  portal.tasks.set(42, {
    id: 42,
    title: 'Quarterly report',
    responsibleId: ME,
    originatorId: 9,
    accomplices: [],
    auditors: [],
    groupId: 3,
    overdue: true,
    chatId: 1701,
    unreadComments: new Map([[ME, 7]]),
  })
  portal.tasks.set(43, {
    id: 43,
    title: 'Order new chairs',
    responsibleId: 9,
    originatorId: 103,
    accomplices: [],
    auditors: [ME],
    groupId: 0,
    overdue: false,
    chatId: 1319,
    unreadComments: new Map([[ME, 2]]),
  })
}
