import { AbstractB24, ApiVersion, type B24Frame, HttpV2, type TypeHttp } from '@bitrix24/b24jssdk'
import { restrictionParams } from '../../../src/bitrix24/restriction-params.ts'

export { askBatch } from '../../../src/bitrix24/batch.ts'

/** The SDK's client of a frame, without the frame. */
export function clientOf(origin: string): { readonly b24: B24Frame, readonly http: TypeHttp } {
  const tokens = { access_token: 'token', refresh_token: '', expires: 0, expires_in: 3600, domain: '', member_id: '' }
  const renewed = { ...tokens, access_token: 'renewed' }
  const http = new HttpV2({
    getAuthData: () => tokens,
    refreshAuth: () => Promise.resolve(renewed),
    getUniq: (prefix: string) => prefix,
    get isAdmin() {
      return false
    },
    getTargetOrigin: () => origin,
    getTargetOriginWithPath: () => new Map([[ApiVersion.v2, `${origin}/rest`], [ApiVersion.v3, `${origin}/rest/api`]]),
  }, null, restrictionParams)
  const Client = AbstractB24 as unknown as new () => AbstractB24
  const b24 = new Client()
  b24.setHttpClient(ApiVersion.v2, http)
  void b24.init()
  return { b24: b24 as unknown as B24Frame, http }
}
