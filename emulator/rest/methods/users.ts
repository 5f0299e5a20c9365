import type { User } from '../../state/model.ts'
import type { Portal } from '../../state/portal.ts'
import { RestError } from '../errors.ts'
import type { MethodCall, Methods } from '../method.ts'
import { listParam } from '../params.ts'
import { atomDate, phpArray } from '../php.ts'

export const userMethods: Methods = {
  'im.user.list.get': { scope: 'im', run: call => ({ result: list(call) }) },
  'scope': { scope: null, run: ({ portal }) => ({ result: [...portal.scopes] }) },
  'profile': { scope: null, run: call => ({ result: profile(call) }) },
}

function list({ portal, params }: MethodCall): unknown {
  const ids = listParam(params, 'ID').map(Number).filter(id => Number.isInteger(id) && id > 0)
  if (ids.length === 0) {
    throw new RestError('INVALID_FORMAT', 'A wrong format for the ID field is passed', 400)
  }
  return phpArray(ids.map((id) => {
    const user = portal.users.get(id)
    return [id, user ? describeUser(user, portal) : null] as const
  }))
}

/** A person, as im.user.list.get and every answer with people in it tells of one. */
export function describeUser(user: User, portal: Portal): unknown {
  return {
    id: user.id,
    active: user.active,
    name: `${user.firstName} ${user.lastName}`,
    first_name: user.firstName,
    last_name: user.lastName,
    work_position: user.position,
    color: user.color,
    avatar: user.avatar,
    gender: user.gender,
    birthday: '',
    extranet: user.extranet,
    network: false,
    bot: user.bot,
    connector: false,
    external_auth_id: user.bot ? 'bot' : 'default',
    status: user.status,
    idle: false,
    last_activity_date: user.lastActivityAt === null ? false : atomDate(user.lastActivityAt, portal.utcOffset),
    mobile_last_date: false,
    absent: false,
    departments: [1],
    phones: false,
  }
}

function profile({ portal, auth }: MethodCall): unknown {
  const user = portal.users.get(auth.userId)
  return {
    ID: String(auth.userId),
    ADMIN: user?.admin ?? false,
    NAME: user?.firstName ?? '',
    LAST_NAME: user?.lastName ?? '',
    PERSONAL_GENDER: user?.gender ?? '',
    TIME_ZONE: user?.timeZone ?? '',
  }
}
