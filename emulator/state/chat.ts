import type { Chat, ChatSection } from './model.ts'

type Required = 'id' | 'section' | 'createdAt'
export type ChatSeed = Pick<Chat, Required> & Partial<Omit<Chat, Required | 'members'>> & { members: Iterable<number> }

interface WireType {
  type: string
  messageType: string
}

const WIRE_TYPES: Record<ChatSection, WireType> = {
  private: { type: 'private', messageType: 'P' },
  chat: { type: 'chat', messageType: 'C' },
  copilot: { type: 'copilot', messageType: 'A' },
  collab: { type: 'collab', messageType: 'B' },
  lines: { type: 'lines', messageType: 'L' },
  task: { type: 'tasksTask', messageType: 'X' },
  comment: { type: 'comment', messageType: 'T' },
}

const OPEN_TYPES = new Set(['open', 'openChannel', 'generalChannel', 'general'])

/** A chat with what most chats of its section have; the seed says what is special. */
export function createChat(seed: ChatSeed): Chat {
  const members = new Set(seed.members)
  const wire = WIRE_TYPES[seed.section]
  const type = seed.type ?? wire.type
  const isPrivate = seed.section === 'private'
  const [firstMember = 0] = members
  return {
    messageType: OPEN_TYPES.has(type) ? 'O' : wire.messageType,
    name: '',
    description: '',
    avatar: '',
    color: '#468ee5',
    ownerId: firstMember,
    managers: [],
    openToAll: OPEN_TYPES.has(type),
    extranet: false,
    entity: { type: '', id: '', data: ['', '', ''], link: null },
    publicLink: null,
    parent: null,
    unanswered: false,
    permissions: {
      manageUsersAdd: isPrivate ? 'none' : 'member',
      manageUsersDelete: isPrivate ? 'none' : 'manager',
      manageUi: isPrivate ? 'none' : 'member',
      manageSettings: isPrivate ? 'none' : 'owner',
      manageMessages: isPrivate ? 'none' : 'member',
      canPost: 'member',
    },
    restrictions: {
      avatar: !isPrivate,
      rename: !isPrivate,
      extend: true,
      call: true,
      mute: true,
      leave: !isPrivate,
      leaveOwner: !isPrivate,
      send: true,
      userList: true,
    },
    textFieldEnabled: true,
    diskFolderId: 0,
    messages: [],
    reads: new Map(),
    mutedBy: new Set(),
    marks: new Map(),
    pinnedBy: new Set(),
    ...seed,
    type,
    members,
  }
}
