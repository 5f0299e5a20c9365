import type { Portal } from '../state/portal'
import type { ChatSection } from '../state/model'
import { addUnread } from './chats'
import { addPerson } from './people'
import { randomNumbers } from './random'
import type { ScenarioOptions } from './index'

const ME = 1
const DEFAULT_CHATS = 5000
const PEOPLE = 40
const SECTIONS: ChatSection[] = ['chat', 'chat', 'copilot', 'collab', 'lines', 'task', 'private']

/** As many unread chats as asked for (`chats`), the same ones each time. */
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
