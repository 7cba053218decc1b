/** `fetch`, for a request whose body takes long: only the older way of asking tells how much is sent. */
export const fetchTelling =
  (onProgress: (share: number) => void): typeof globalThis.fetch =>
  (input, init = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(init.method ?? 'GET', String(input));
      request.responseType = 'blob';
      new Headers(init.headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onload = () => {
        const headers = new Headers();
        for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
          const at = line.indexOf(':');
          if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
        }
        const { status, statusText } = request;
        resolve(new Response(request.response as Blob, { status, statusText, headers }));
      };
      request.onerror = () => reject(new TypeError('Failed to fetch'));
      const abort = () => {
        request.abort();
        reject(init.signal!.reason as Error);
      };
      if (init.signal?.aborted) return abort();
      init.signal?.addEventListener('abort', abort, { once: true });
      request.send(init.body as Blob);
    });
