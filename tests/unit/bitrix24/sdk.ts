import { ApiVersion, B24Hook, type B24Frame } from '@bitrix24/b24jssdk'
import { restrictionParams } from '../../../src/bitrix24/restriction-params.ts'

/** The SDK's own client, with the app's parameters, that asks a server of this machine as user 1 by a webhook. */
export function sdkAgainst(origin: string): B24Frame {
  const hook = new B24Hook({ b24Url: origin, userId: 1, secret: 'emulator' }, { restrictionParams })
  hook.offClientSideWarning()
  // Webhooks are for https only.
  hook.getHttpClient(ApiVersion.v2).ajaxClient.interceptors.request.use((config) => {
    config.url = (config.url ?? '').replace('https://', 'http://')
    return config
  })
  return hook as unknown as B24Frame
}
