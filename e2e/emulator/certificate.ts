/** For localhost and 127.0.0.1, signed by itself, good for a hundred years. It opens nothing: everybody has its key. */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUXIFgZIdPv7D0FztSvP/QQ/3754QwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzExNDAzMFoYDzIxMjYxMDMw
MTE0MDMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR/4yenuCEhJ1XQsDuPDNNnnoTIthDr/Pw6pGbp6nDQEQ67sGphJ6ol
Lazluszo+RPpWjzEgTIa3wAbiEwwc+QHo28wbTAdBgNVHQ4EFgQUxGlR5QlvopRT
vX08JslIqT0qh4cwHwYDVR0jBBgwFoAUxGlR5QlvopRTvX08JslIqT0qh4cwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAJpIXoP+6uWgHPCTwScdVBtmFJ2VyDbzRIrnMbHEffo/AiA7
w5FvkjcNsqz7cwrMYrydy8tTCA7W0mDCLz3y7uJsXA==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbvCsZ2elEYm7DoZJ
k+kUjncHRqo1h0i4YNoBlXf2+wChRANCAAR/4yenuCEhJ1XQsDuPDNNnnoTIthDr
/Pw6pGbp6nDQEQ67sGphJ6olLazluszo+RPpWjzEgTIa3wAbiEwwc+QH
-----END PRIVATE KEY-----`,
}
