// A webhook receiver of the standard library. Start: SECRET=whsec_... PORT=9000 go run examples/webhook-receiver.go
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
)

const mostBytes = 32 << 20

type payload struct {
	Event string `json:"event"`
	Data  struct {
		Conversation struct {
			ID    string `json:"id"`
			Title string `json:"title"`
		} `json:"conversation"`
	} `json:"data"`
	Meta struct {
		DeliveryID string `json:"delivery_id"`
	} `json:"_meta"`
}

var secret = []byte(os.Getenv("SECRET"))

// Both last as long as the process. A real receiver keeps them in its database, the ids for longer than the four days of retries.
var handled sync.Map
var waiting = make(chan payload, 10_000)

// The signature covers the body as received; the key is the whole secret string.
func isSigned(rawBody []byte, signature string) bool {
	sum := hmac.New(sha256.New, secret)
	sum.Write(rawBody)
	return hmac.Equal([]byte("sha256="+hex.EncodeToString(sum.Sum(nil))), []byte(signature))
}

func receive(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		http.Error(w, "", http.StatusMethodNotAllowed)
		return
	}
	rawBody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
	if err != nil {
		http.Error(w, "", http.StatusRequestEntityTooLarge)
		return
	}
	// A signature of the new secret comes beside the old one's while a secret is replaced.
	signed := isSigned(rawBody, r.Header.Get("X-Webhook-Signature"))
	if !signed && !isSigned(rawBody, r.Header.Get("X-Webhook-Signature-Next")) {
		http.Error(w, "", http.StatusUnauthorized)
		return
	}
	var received payload
	if err := json.Unmarshal(rawBody, &received); err != nil {
		http.Error(w, "", http.StatusBadRequest)
		return
	}
	// The id of the signed body, not of a header: the signature does not cover headers.
	deliveryID := received.Meta.DeliveryID
	if _, repeated := handled.LoadOrStore(deliveryID, true); !repeated {
		select {
		case waiting <- received:
		default:
			// Too much waits: it is sent again.
			handled.Delete(deliveryID)
			http.Error(w, "", http.StatusServiceUnavailable)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

func handle(received payload) {
	conversation := received.Data.Conversation
	fmt.Printf("%s: %s (%s)\n", received.Event, conversation.Title, conversation.ID)
}

func variable(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func main() {
	if len(secret) == 0 {
		log.Fatal("SECRET must be the whsec_... that \"bin/meetric webhook create\" printed.")
	}
	go func() {
		for received := range waiting {
			handle(received)
		}
	}()
	listener, err := net.Listen("tcp", net.JoinHostPort(variable("HOST", "127.0.0.1"), variable("PORT", "9000")))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("Listening on http://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(receive)))
}
