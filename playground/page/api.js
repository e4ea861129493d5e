// Talks to the playground's control address.

export async function act(name, args = {}) {
  const response = await fetch(`/api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(args),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

// Calls back with every change; the browser reconnects by itself after an interruption.
export function listen(onChange, onLink) {
  const source = new EventSource("/api/events");
  source.onmessage = () => onChange();
  source.onopen = () => onLink(true);
  source.onerror = () => onLink(false);
}

export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      resolve({ name: file.name, mime: file.type, data: String(reader.result).split(",")[1] || "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
