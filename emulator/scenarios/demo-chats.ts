import type { ChatScript } from './chat-script.ts'
import { ME } from './demo-people.ts'

const BORDER = '-'.repeat(54)
const quoted = (author: string, when: string, text: string) => `${BORDER}\n${author} [${when}]\n${text}\n${BORDER}\n`

const EVERYBODY = [ME, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

/** What people talk about: private, group, open, copilot, collab and general chats. */
export const DEMO_CHATS: ChatScript[] = [
  {
    seed: { id: 201, section: 'private', members: [2, ME] },
    daysOld: 640,
    unread: 3,
    pinned: true,
    lines: [
      [ME, 95, 'Did Hartmann sign?'],
      [2, 12, `${quoted('Anna Weber', 'today, 09:12', 'Did Hartmann sign?')}They want one more week for the legal review`, { replyTo: 1 }],
      [2, 11, 'but the budget is approved 🎉'],
      [2, 4, 'Can you join the call at 15:00?'],
    ],
  },
  {
    seed: { id: 202, section: 'private', members: [5, ME] },
    daysOld: 410,
    unread: 1,
    lines: [[ME, 300, 'Please send me the invoice for October'], [5, 38, 'Счёт за октябрь готов, проверьте реквизиты, пожалуйста']],
  },
  {
    seed: { id: 203, section: 'private', members: [6, ME] },
    daysOld: 90,
    unread: 2,
    lines: [[ME, 900, 'Good morning! How was the fair?'], [6, 66, 'Καλημέρα! Πολύ ωραία, ευχαριστώ.', { likes: [ME] }], [6, 64, 'I will send the list of contacts tonight.']],
  },
  {
    seed: { id: 204, section: 'private', members: [10, ME] },
    daysOld: 500,
    marked: true,
    lines: [[10, 1500, 'Two candidates for the open position are in the CRM. Which day suits you?'], [ME, 1490, 'I will look at my calendar']],
  },
  { seed: { id: 205, section: 'private', members: [8, ME] }, daysOld: 300, lines: [[8, 1900, 'All tickets are closed, have a nice evening'], [ME, 1890, 'You too!']] },
  { seed: { id: 206, section: 'private', members: [11, ME] }, daysOld: 200, unread: 4, muted: true, lines: [[11, 240, 'The lift is broken again'], [11, 236, '', { sticker: true }]] },
  {
    seed: {
      id: 301,
      section: 'chat',
      name: 'Sales team',
      description: 'Leads, deals and good news. Numbers on Mondays, please.',
      color: '#1eb4aa',
      ownerId: ME,
      managers: [ME, 2],
      members: [ME, 2, 7, 8, 9],
      publicLink: { code: 'k3v9', link: 'https://portal.example.com/online/k3v9' },
    },
    daysOld: 720,
    unread: 8,
    lines: [
      [ME, 180, 'The new price list is in the folder.'],
      [7, 52, 'The campaign brought [B]41 leads[/B] since Monday', { likes: [2, 8] }],
      [2, 33, 'Great! Nordlicht asked for an offer, 120 seats'],
      [9, 21, 'التسليم يوم الأحد مؤكد'],
      [8, 14, '', { deleted: true }],
      [8, 7, '[USER=1]Anna Weber[/USER], who takes over the Riyadh account?'],
    ],
  },
  {
    seed: { id: 302, section: 'chat', name: 'Website relaunch', description: 'Launch on the 1st', color: '#8474c8', ownerId: 3, managers: [3], members: [ME, 3, 4, 7, 12], extranet: true },
    daysOld: 60,
    unread: 14,
    lines: [
      [3, 44, 'New start page, third draft: the photo is lighter now'],
      [3, 43, '', { file: { type: 'image', name: 'start-page-3.png', size: 812_004 } }],
      [4, 31, 'Formularz działa też na telefonach'],
      [4, 30, 'The form works on phones: [URL=https://staging.example.com/contact]staging[/URL]'],
      [3, 16, '[USER=all]All participants[/USER] feedback until 17:00, please 🙏'],
    ],
  },
  {
    seed: { id: 303, section: 'chat', type: 'open', name: 'Ideas and improvements', color: '#eaa63c', ownerId: 10, members: [...EVERYBODY, 15, 16] },
    daysOld: 900,
    unread: 5,
    lines: [
      [4, 130, 'What about a bicycle rack at the back door?', { likes: [3, 8, 11] }],
      [15, 127, 'Bence çok iyi fikir, arkada yer de var'],
      [16, 124, '我也同意，可以放六辆自行车'],
      [10, 121, '[I]I will ask the landlord[/I]'],
    ],
  },
  { seed: { id: 304, section: 'chat', name: 'Lunch 🥗', color: '#df532d', ownerId: 8, members: EVERYBODY }, daysOld: 350, unread: 23, muted: true, lines: [[8, 25, 'Ramen at 12:30?'], [3, 22, 'Count me in', { likes: [8, 4] }]] },
  { seed: { id: 305, section: 'chat', name: 'Office move – planning', color: '#4ba5c3', ownerId: 10, members: [ME, 10, 11] }, daysOld: 40, marked: true, lines: [[10, 2600, 'The floor plan is final. Have a look at your corner.']] },
  { seed: { id: 306, section: 'chat', type: 'general', name: 'General chat', color: '#468ee5', ownerId: 10, managers: [10], members: EVERYBODY }, daysOld: 1200, unread: 2, lines: [[10, 210, 'Welcome Łukasz to the team! 👋'], [4, 205, 'Thank you, everybody!']] },
  {
    seed: { id: 401, section: 'copilot', name: 'CoPilot: offer for Nordlicht', color: '#b26adc', ownerId: ME, members: [ME, 14, 2] },
    daysOld: 2,
    unread: 2,
    lines: [[ME, 49, 'Write a friendly reminder about the offer'], [14, 48, 'Here is a draft with three variants of the subject line:[BR][CODE]Your offer, one week on[/CODE]'], [2, 20, 'The second one is perfect']],
  },
  {
    seed: { id: 501, section: 'collab', name: 'Collab: Papaya agency', description: 'Campaign for the spring', color: '#19cc45', ownerId: 7, managers: [7, 12], members: [ME, 3, 7, 12], extranet: true },
    daysOld: 75,
    unread: 6,
    lines: [[12, 83, 'The banners in all sizes are uploaded'], [7, 71, 'Lovely! One remark about the green'], [12, 15, 'Fixed, second round is there', { file: { type: 'file', name: 'banners-2.zip', size: 14_208_771 } }]],
  },
]
