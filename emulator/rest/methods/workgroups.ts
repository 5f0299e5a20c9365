import type { Methods } from '../method'

const PAGE = 50

export const workgroupMethods: Methods = {
  'socialnetwork.api.workgroup.list': {
    scope: 'sonet_group',
    run: ({ portal, auth }) => {
      const groups = [...portal.groups.values()].filter(group => group.visible || group.members.has(auth.userId))
      return {
        result: {
          workgroups: groups.slice(0, PAGE).map(group => ({
            id: String(group.id),
            name: group.name,
            visible: group.visible ? 'Y' : 'N',
            numberOfMembers: String(group.members.size),
          })),
        },
        total: groups.length,
        ...groups.length > PAGE && { next: PAGE },
      }
    },
  },
}
