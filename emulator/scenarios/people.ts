import type { User } from '../state/model.ts'
import type { Portal } from '../state/portal.ts'

const COLORS = ['#df532d', '#64a513', '#4ba984', '#4ba5c3', '#8474c8', '#98c9dd', '#eaa63c', '#e8a441', '#d36ea8', '#468ee5', '#a7aab1', '#728f7a']

export type PersonSeed = Pick<User, 'id' | 'firstName' | 'lastName'> & Partial<User>

export function addPerson(portal: Portal, seed: PersonSeed): User {
  const user: User = {
    position: '',
    avatar: '',
    color: COLORS[seed.id % COLORS.length] ?? '#468ee5',
    gender: 'M',
    admin: false,
    active: true,
    extranet: false,
    bot: false,
    timeZone: 'Europe/Berlin',
    status: 'online',
    lastActivityAt: portal.now(),
    ...seed,
  }
  portal.users.set(user.id, user)
  return user
}
