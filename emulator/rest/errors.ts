interface SystemError {
  status: number
  description: string
}

/** What any method may answer. */
const SYSTEM_ERRORS: Record<string, SystemError> = {
  QUERY_LIMIT_EXCEEDED: { status: 503, description: 'Too many requests' },
  OVERLOAD_LIMIT: { status: 503, description: 'REST API is blocked due to overload' },
  OPERATION_TIME_LIMIT: { status: 429, description: 'Method is blocked due to operation time limit' },
  expired_token: { status: 401, description: 'The access token provided has expired' },
  invalid_token: { status: 401, description: 'Unable to get application by token' },
  NO_AUTH_FOUND: { status: 401, description: 'Wrong authorization data' },
  ACCESS_DENIED: { status: 403, description: 'REST API is available only on commercial plans' },
  INVALID_CREDENTIALS: { status: 403, description: 'Invalid request credentials' },
  user_access_error: { status: 403, description: 'The user does not have access to the application' },
  insufficient_scope: { status: 403, description: 'The request requires higher privileges than provided by the access token' },
  WRONG_AUTH_TYPE: { status: 403, description: 'Current authorization type is denied for this method' },
  INVALID_REQUEST: { status: 400, description: 'Https required' },
  ERROR_BATCH_LENGTH_EXCEEDED: { status: 400, description: 'Max batch length exceeded' },
  ERROR_BATCH_METHOD_NOT_ALLOWED: { status: 405, description: 'Method is not allowed for batch usage' },
  ERROR_METHOD_NOT_FOUND: { status: 404, description: 'Method not found!' },
  ERROR_MANIFEST_IS_NOT_AVAILABLE: { status: 404, description: 'Manifest is not available' },
  INTERNAL_SERVER_ERROR: { status: 500, description: 'Internal server error' },
  ERROR_UNEXPECTED_ANSWER: { status: 500, description: 'Server returned an unexpected response' },
  PORTAL_DELETED: { status: 500, description: 'Portal was deleted' },
  ACCESS_ERROR: { status: 403, description: 'You do not have access to the specified dialog' },
}

export class RestError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, description?: string, status?: number) {
    super(description ?? SYSTEM_ERRORS[code]?.description ?? code)
    this.code = code
    this.status = status ?? SYSTEM_ERRORS[code]?.status ?? 400
  }

  get body(): { error: string, error_description: string } {
    return { error: this.code, error_description: this.message }
  }
}
