import type { Portal } from '../state/portal.ts'
import type { ChatSection } from '../state/model.ts'
import { addUnread } from './chats.ts'
import { addPerson } from './people.ts'
import { randomNumbers } from './random.ts'
import type { ScenarioOptions } from './index.ts'

const ME = 1
const DEFAULT_CHATS = 5000
const PEOPLE = 40
const SECTIONS: ChatSection[] = ['chat', 'chat', 'copilot', 'collab', 'lines', 'task', 'private']

/** Beyond everybody in the other chats. */
const FIRST_READER = 20_000

/** As many unread chats as asked for (`chats`), the same ones each time; then one that so many others are in (`readers`). */
export function huge(portal: Portal, options: ScenarioOptions): void {
  const chats = typeof options.chats === 'number' ? options.chats : DEFAULT_CHATS
  const random = randomNumbers(24)
  addPerson(portal, { id: ME, firstName: 'Anna', lastName: 'Weber', gender: 'F', admin: true })
  for (let id = 2; id < PEOPLE + 2; id += 1) {
    addPerson(portal, { id, firstName: 'Colleague', lastName: String(id) })
  }
  for (let index = 0; index < chats; index += 1) {
    addChat(portal, index, random)
  }
  if (typeof options.readers === 'number') {
    addCrowd(portal, options.readers)
  }
}

/** Of every three in it one has read everything, one the first message, one nothing. */
function addCrowd(portal: Portal, size: number): void {
  const others = Array.from({ length: size }, (_, index) => (
    addPerson(portal, { id: FIRST_READER + index, firstName: 'Reader', lastName: String(index + 1) }).id
  ))
  const chat = portal.addChat({ section: 'chat', name: 'Everybody', members: [ME, ...others] })
  addUnread(portal, chat, 2, ME)
  const [first, last] = chat.messages
  for (const [index, id] of others.entries()) {
    const message = [last, first, undefined][index % 3]
    if (message) {
      chat.reads.set(id, { messageId: message.id, at: message.at })
    }
  }
}

function addChat(portal: Portal, index: number, random: () => number): void {
  const id = index + 1
  const section = SECTIONS[Math.floor(random() * SECTIONS.length)] ?? 'chat'
  const colleague = 2 + Math.floor(random() * PEOPLE)
  // With one person there can be only one private chat
  const other = section === 'private' ? addPerson(portal, { id: 1000 + id, firstName: 'Guest', lastName: String(id) }).id : colleague
  const chat = portal.addChat({ id, section, name: section === 'private' ? '' : `Chat ${id}`, members: [other, ME] })
  addUnread(portal, chat, 1 + Math.floor(random() ** 3 * 30), other)
  if (random() < 0.1) {
    chat.mutedBy.add(ME)
  }
}
