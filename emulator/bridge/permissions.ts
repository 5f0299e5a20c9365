import type { OpenedFrame } from './frames.ts'

const COMMANDS = new Set([
  'getInitData', 'getInterface', 'refreshAuth', 'resizeWindow', 'setTitle', 'setScroll', 'setUserOption', 'setAppOption',
  'setInstall', 'setInstallFinish', 'selectUser', 'selectAccess', 'selectCRM', 'reloadWindow', 'imCallTo', 'imPhoneTo',
  'imOpenMessenger', 'imOpenHistory', 'openApplication', 'openPath', 'closeApplication',
])
const ONLY_IN_DEFAULT = new Set(['setTitle', 'setScroll', 'reloadWindow'])

/** A command that is not allowed is not refused: the portal says nothing at all. */
export function isAllowed(command: string, frame: OpenedFrame): boolean {
  if (command === 'placementBindEvent') {
    return frame.placement !== 'DEFAULT'
  }
  if (!COMMANDS.has(command) || (frame.slider && command === 'resizeWindow')) {
    return false
  }
  return !ONLY_IN_DEFAULT.has(command) || (frame.placement === 'DEFAULT' && !frame.slider)
}

/** Where `openPath` may go. */
const OPEN_PATHS = [
  /^\/crm\/(deal|lead|contact|company|type)\//,
  /^\/marketplace\//,
  /^\/company\/personal\/user\/\d+\//,
  /^\/workgroups\/group\/\d+\//,
]

export function isOpenPath(path: string): boolean {
  return OPEN_PATHS.some(pattern => pattern.test(path))
}
