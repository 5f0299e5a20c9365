import { answerLine, sendMessage } from '../state/conversation.ts'
import type { Chat } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'
import { VISITOR_TALKS, type VisitorTalk } from './office-talk.ts'
import { addPerson } from './people.ts'

const FIRST_VISITOR = 4822

/** Open lines of this person that nobody has answered yet. */
export function waitingVisitors(portal: Portal, userId: number): Chat[] {
  return portal.chatsOf(userId).filter(({ section, unanswered }) => section === 'lines' && unanswered)
}

/** A new visitor of the website asks something; every colleague without a seat elsewhere may answer. */
export function welcomeVisitor(portal: Portal, userId: number): Chat {
  const visitors = [...portal.users.values()].filter(({ firstName }) => firstName === 'Visitor').length
  const number = String(FIRST_VISITOR + visitors)
  const visitor = addPerson(portal, { id: Math.max(...portal.users.keys()) + 1, firstName: 'Visitor', lastName: number, extranet: true })
  const operator = colleagueOf(portal, userId)
  const chat = portal.addChat({
    section: 'lines',
    name: `Visitor ${number} – web chat`,
    color: '#00789e',
    ownerId: operator,
    members: [userId, operator, visitor.id],
    createdAt: portal.now(),
    unanswered: true,
  })
  sendMessage(portal, chat, { authorId: visitor.id, text: talkOf(chat).questions[0] })
  return chat
}

/** The visitor's next question; undefined when all have been asked. */
export function askAgain(portal: Portal, chat: Chat): string | undefined {
  const question = talkOf(chat).questions[chat.messages.length]
  const visitor = chat.messages.at(-1)?.authorId
  if (question === undefined || visitor === undefined) {
    return undefined
  }
  sendMessage(portal, chat, { authorId: visitor, text: question })
  return question
}

/** A colleague takes the visitor: for everybody else the chat is done. Returns who. */
export function takeVisitor(portal: Portal, chat: Chat, userId: number): number {
  const operator = [...chat.members].find(id => id !== userId && portal.users.get(id)?.extranet === false) ?? colleagueOf(portal, userId)
  chat.members.add(operator)
  sendMessage(portal, chat, { authorId: operator, text: talkOf(chat).answer })
  answerLine(portal, chat, operator)
  return operator
}

function talkOf({ id }: Chat): VisitorTalk {
  return VISITOR_TALKS[id % VISITOR_TALKS.length] ?? { questions: ['Hello!'], answer: 'Hello!' }
}

/** The portal's colleague for visitors: the support lead of the demo, or the first who is there. */
function colleagueOf(portal: Portal, userId: number): number {
  const colleagues = [...portal.users.values()].filter(({ id, active, bot, extranet }) => id !== userId && active && !bot && !extranet)
  return (colleagues.find(({ position }) => position.startsWith('Support')) ?? colleagues[0])?.id ?? userId
}
