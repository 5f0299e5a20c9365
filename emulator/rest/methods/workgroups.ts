import type { Group } from '../../state/model.ts'
import type { MethodCall, Methods } from '../method.ts'
import { isRecord, param, type Params, textParam } from '../params.ts'

const PAGE = 50

export const workgroupMethods: Methods = {
  'socialnetwork.api.workgroup.list': { scope: 'socialnetwork', run: list },
}

function list({ portal, params, auth }: MethodCall) {
  const groups = [...portal.groups.values()]
    .filter(group => group.visible || group.members.has(auth.userId))
    .filter(group => isNamed(group, params))
  if (textParam(recordParam(params, 'order'), 'NAME') !== '') {
    groups.sort((one, other) => one.name.localeCompare(other.name))
  }
  const start = Number(textParam(params, 'start')) || 0
  return {
    result: {
      workgroups: groups.slice(start, start + PAGE).map(group => ({
        id: String(group.id),
        name: group.name,
        visible: group.visible ? 'Y' : 'N',
        numberOfMembers: String(group.members.size),
      })),
    },
    total: groups.length,
    ...groups.length > start + PAGE && { next: start + PAGE },
  }
}

/** `%NAME` finds a part of a name, in capitals or not; `NAME` all of it. */
function isNamed({ name }: Group, params: Params): boolean {
  const filter = recordParam(params, 'filter')
  const part = textParam(filter, '%NAME').toLowerCase()
  const whole = textParam(filter, 'NAME')
  return name.toLowerCase().includes(part) && (whole === '' || name === whole)
}

function recordParam(params: Params, name: string): Params {
  const value = param(params, name)
  return isRecord(value) ? value : {}
}
