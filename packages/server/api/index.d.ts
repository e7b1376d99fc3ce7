// What @freshice/server exports. Written by `pnpm release:check --update`; a change here is a change for users.

export type Authorize = (request: Request) => Authorized | null | Promise<Authorized | null>;

export interface Authorized {
    user: string;
}

export interface CloudflareTurnKeys {
    list(options?: WithSignal): Promise<TurnKey[]>;
    get(keyId: string, options?: WithSignal): Promise<TurnKey>;
    create(options?: {
        name?: string | undefined;
    } & WithSignal): Promise<CreatedTurnKey>;
    update(keyId: string, options: {
        name: string;
    } & WithSignal): Promise<TurnKey>;
    delete(keyId: string, options?: WithSignal): Promise<TurnKey>;
}

export interface CloudflareTurnKeysOptions {
    accountId: string;
    apiToken: string;
    accountBaseUrl?: string | undefined;
    fetch?: Fetch | undefined;
    timeout?: number | undefined;
}

export interface CloudflareTurnOptions {
    keyId: string;
    keySecret: string;
    baseUrl?: string | undefined;
    endpoint?: 'generate-ice-servers' | 'generate' | undefined;
    fetch?: Fetch | undefined;
    timeout?: number | undefined;
}

export interface CorsOptions {
    origins: string[] | ((origin: string) => boolean);
}

export interface CoturnOptions {
    urls: string | string[];
    secret: string | string[];
    layout?: 'timestamp:user' | 'user:timestamp' | undefined;
    separator?: string | undefined;
}

export interface CreatedTurnKey extends TurnKey {
    uid: string;
    key: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type IceHandlerErrorCode = 'unauthorized' | 'forbidden-origin' | 'method-not-allowed' | 'too-many-requests' | 'aborted' | 'internal' | 'misconfigured' | 'upstream' | 'rate-limited' | 'upstream-timeout';

export interface IceHandlerOptions {
    provider: TurnProvider;
    authorize: Authorize;
    ttl?: number | undefined;
    cors?: CorsOptions | undefined;
    rateLimit?: RateLimit | undefined;
    reuse?: ReuseStorage | undefined;
    plainUserIds?: boolean | undefined;
    keepPort53?: boolean | undefined;
    timeout?: number | undefined;
    onError?: ((error: unknown, request: Request) => void) | undefined;
}

export interface IceServersAnswer {
    iceServers: RTCIceServer[];
    ttl: number;
    expiresAt: string;
}

export interface IceServersRequest {
    ttl: number;
    user?: string | undefined;
    keepPort53?: boolean | undefined;
    signal?: AbortSignal | undefined;
}

export type LivingCredential = {
    username: string;
    expiresAt: number;
};

export interface RTCIceServer {
    urls: string | string[];
    username?: string;
    credential?: string;
}

export type RateLimit = (user: string, request: Request) => RateLimitResult | Promise<RateLimitResult>;

export interface RateLimitResult {
    success: boolean;
    retryAfter?: number | undefined;
}

export interface ReuseStorage {
    getItem(key: string): Promise<unknown>;
    setItem(key: string, value: StoredCredential, options: {
        ttl: number;
    }): Promise<void>;
    removeItem(key: string): Promise<void>;
}

export interface RevokeUserOptions {
    provider: TurnProvider;
    reuse: ReuseStorage;
    user: string;
    signal?: AbortSignal | undefined;
}

export type StoredAnswer = {
    iceServers: {
        urls: string | string[];
        username?: string;
        credential?: string;
    }[];
    ttl: number;
    expiresAt: string;
};

export type StoredCredential = {
    answer: StoredAnswer | null;
    ttl: number;
    living: LivingCredential[];
};

export interface TurnKey {
    uid?: string;
    name?: string;
    created?: string;
    modified?: string;
}

export interface TurnProvider {
    generate(request: IceServersRequest): Promise<IceServersAnswer>;
    revoke?(username: string, options?: {
        signal?: AbortSignal | undefined;
    }): Promise<void>;
    isRevoked?(username: string): boolean;
    hashUser?(user: string): Promise<string>;
}

export class TurnProviderError extends Error {
    readonly name = "TurnProviderError";
    readonly code: TurnProviderErrorCode;
    readonly status: number | undefined;
    readonly retryAfter: number | undefined;
    constructor(code: TurnProviderErrorCode, message: string, options?: TurnProviderErrorOptions);
}

export type TurnProviderErrorCode = 'invalid-option' | 'invalid-ttl' | 'network' | 'timeout' | 'http' | 'invalid-answer' | 'aborted';

export interface TurnProviderErrorOptions {
    cause?: unknown;
    status?: number | undefined;
    retryAfter?: number | undefined;
}

export function cloudflareTurn(options: CloudflareTurnOptions): Required<TurnProvider>;

export function cloudflareTurnKeys(options: CloudflareTurnKeysOptions): CloudflareTurnKeys;

export function coturn(options: CoturnOptions): TurnProvider & Required<Pick<TurnProvider, 'hashUser'>>;

export function createIceHandler(options: IceHandlerOptions): (request: Request) => Promise<Response>;

export function revokeUser({ provider, reuse, user, signal }: RevokeUserOptions): Promise<void>;

export function userHasher(secret: string): (user: string) => Promise<string>;

// Not exported, but part of the above.

interface WithSignal {
    signal?: AbortSignal | undefined;
}
