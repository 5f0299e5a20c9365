import type { Portal } from '../state/portal.ts'
import { DEMO_CHATS } from './demo-chats.ts'
import { DEMO_LINKED_CHATS } from './demo-linked-chats.ts'
import { DEMO_PEOPLE, ME } from './demo-people.ts'
import { DEMO_NOTIFICATIONS } from './demo-notifications.ts'
import { addDemoTasks } from './demo-tasks.ts'
import { playScript } from './chat-script.ts'
import { addPerson } from './people.ts'

const HOUR = 3_600_000

/** An ordinary Thursday in an office of a dozen people. */
export function demo(portal: Portal): void {
  DEMO_PEOPLE.forEach((person, index) => addPerson(portal, {
    ...person,
    lastActivityAt: portal.now() - index * HOUR / 3,
  }))
  for (const script of [...DEMO_CHATS, ...DEMO_LINKED_CHATS]) {
    playScript(portal, script, ME)
  }
  addDemoTasks(portal)
  for (const { minutesAgo, ...seed } of DEMO_NOTIFICATIONS) {
    portal.unreadNotifications.add(ME, { ...seed, at: portal.now() - minutesAgo * HOUR / 60 })
  }
}
