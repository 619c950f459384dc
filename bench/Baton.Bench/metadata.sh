#!/bin/bash
# One answer of an instance metadata service, for one connection on standard input and output: what the stock image asks for at its first boot.
key=$1
read -r method path _
while IFS= read -r line && [ "${line%$'\r'}" != '' ]; do :; done
case "$method $path" in
    'PUT /latest/api/token') body=token ;;
    'GET /latest/meta-data/local-hostname') body=bare.ec2.internal ;;
    'GET /latest/meta-data/public-keys/') body=0=bench ;;
    'GET /latest/meta-data/public-keys/0/openssh-key') body=$(<"$key") ;;
    *) printf 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'; exit ;;
esac
printf 'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' "${#body}" "$body"
