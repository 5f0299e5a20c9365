import type { ChatScript } from './chat-script.ts'
import { ME } from './demo-people.ts'

const EVERYBODY = [ME, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

const link = (type: string, url: string, id: string) => ({ type, url, id })

/** Chats of something else: deals, meetings, tasks, open lines, and channels with comments. */
export const DEMO_LINKED_CHATS: ChatScript[] = [
  {
    seed: {
      id: 601,
      section: 'chat',
      type: 'crm',
      name: 'Deal: Hartmann GmbH, 85 seats',
      description: 'Discussion about the deal',
      color: '#f76187',
      ownerId: 2,
      managers: [2],
      members: [ME, 2, 5],
      entity: { type: 'CRM', id: 'DEAL|1663', data: ['', '', ''], link: link('DEAL', '/crm/deal/details/1663/', 'DEAL|1663') },
    },
    daysOld: 21,
    unread: 2,
    lines: [[2, 70, 'The contract is with their lawyers'], [5, 58, 'I have prepared the invoice plan'], [2, 57, 'Perfect, I will attach it']],
  },
  {
    seed: {
      id: 602,
      section: 'chat',
      type: 'calendar',
      name: 'Quarterly review',
      color: '#98c9dd',
      ownerId: ME,
      members: [ME, 2, 5, 7],
      entity: { type: 'CALENDAR', id: '77', data: ['', '', ''], link: link('CALENDAR', '/company/personal/user/1/calendar/?EVENT_ID=77', '77') },
    },
    daysOld: 6,
    unread: 1,
    lines: [[5, 340, 'Slides 4 to 9 are mine']],
  },
  {
    seed: {
      id: 603,
      section: 'chat',
      type: 'sonetGroup',
      name: 'Product team',
      color: '#64a513',
      ownerId: 4,
      members: [ME, 3, 4, 6],
      entity: { type: 'SONET_GROUP', id: '3', data: ['', '', ''], link: link('SONET_GROUP', '/workgroups/group/3/', '3') },
    },
    daysOld: 250,
    lines: [[4, 4000, 'Release notes are online']],
  },
  { seed: { id: 604, section: 'chat', type: 'videoconf', name: 'Friday demo', color: '#4ba984', ownerId: 4, members: [ME, 3, 4] }, daysOld: 12, lines: [[0, 2900, 'The call has ended, 42 minutes', { code: 'CALL_FINISH' }]] },
  {
    seed: { id: 701, section: 'lines', name: 'Visitor 4821 – web chat', color: '#00789e', ownerId: 8, members: [ME, 8, 13], unanswered: true },
    daysOld: 0,
    unread: 2,
    lines: [[13, 9, 'Hello, do you ship to Norway?'], [13, 8, 'And how long does it take?']],
  },
  { seed: { id: 702, section: 'lines', name: 'Marta K. – WhatsApp', color: '#25a05a', ownerId: 8, members: [ME, 8] }, daysOld: 1, unread: 1, lines: [[8, 29, 'She has sent a photo of the damaged parcel', { file: { type: 'image', name: 'parcel.jpg', size: 402_233 } }]] },
  {
    seed: {
      id: 801,
      section: 'task',
      name: 'Prepare the offer for Nordlicht',
      color: '#728f7a',
      ownerId: ME,
      members: [ME, 2, 5],
      entity: { type: 'TASKS_TASK', id: '42', data: ['', '', ''], link: link('TASKS', '/company/personal/user/1/tasks/task/view/42/', '42') },
    },
    daysOld: 5,
    unread: 4,
    lines: [[2, 61, '[USER=1]Anna Weber[/USER] discount for 3 years: 12 %?'], [5, 42, 'Only if they pay per year'], [2, 18, 'Updated the table, version 4']],
  },
  {
    seed: {
      id: 802,
      section: 'task',
      name: 'Stocktaking before the move',
      color: '#a7aab1',
      ownerId: 11,
      members: [ME, 11, 9],
      entity: { type: 'TASKS_TASK', id: '43', data: ['', '', ''], link: link('TASKS', '/company/personal/user/1/tasks/task/view/43/', '43') },
    },
    daysOld: 9,
    unread: 2,
    lines: [[11, 150, 'Row C is counted'], [9, 148, '19 boxes are missing a label']],
  },
  {
    seed: { id: 803, section: 'task', name: 'Translate the manual', color: '#e8a441', ownerId: 3, members: [ME, 3, 6] },
    daysOld: 30,
    unread: 3,
    muted: true,
    lines: [[6, 700, 'Chapter 2 is ready for review']],
  },
  {
    seed: { id: 901, section: 'chat', type: 'openChannel', name: 'Company news', description: 'What everybody should know', color: '#2067b0', ownerId: 10, managers: [10], members: EVERYBODY },
    daysOld: 800,
    unread: 1,
    lines: [[10, 3000, 'The summer party is on the 12th'], [10, 110, 'We are moving! All dates and the new address inside.']],
  },
  { seed: { id: 902, section: 'comment', name: 'Comments', members: EVERYBODY, parent: { chatId: 901, messageId: 0 } }, daysOld: 1, unread: 4, lines: [[4, 60, 'Is there a bicycle cellar?'], [11, 50, 'Yes, with a lock']] },
  { seed: { id: 903, section: 'comment', name: 'Comments', members: EVERYBODY, parent: { chatId: 901, messageId: 0 } }, daysOld: 20, unread: 1, lines: [[7, 260, 'I bring the lemonade 🍋']] },
]
